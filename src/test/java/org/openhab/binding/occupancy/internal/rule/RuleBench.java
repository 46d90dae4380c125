/*
 * Copyright (c) 2026 The occupancy add-on authors
 *
 * See the NOTICE file(s) distributed with this work for additional
 * information.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * http://www.eclipse.org/legal/epl-2.0
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.openhab.binding.occupancy.internal.rule;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.binding.occupancy.internal.service.api.LocationListener;
import org.openhab.binding.occupancy.internal.service.api.LocationSetup;
import org.openhab.binding.occupancy.internal.service.api.SourceSetup;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceType;
import org.openhab.core.automation.Action;
import org.openhab.core.automation.Condition;
import org.openhab.core.automation.Module;
import org.openhab.core.automation.ModuleHandlerCallback;
import org.openhab.core.automation.Trigger;
import org.openhab.core.automation.handler.ActionHandler;
import org.openhab.core.automation.handler.ConditionHandler;
import org.openhab.core.automation.handler.ModuleHandler;
import org.openhab.core.automation.handler.TriggerHandlerCallback;
import org.openhab.core.automation.template.RuleTemplate;
import org.openhab.core.automation.util.ActionBuilder;
import org.openhab.core.automation.util.ConditionBuilder;
import org.openhab.core.automation.util.TriggerBuilder;
import org.openhab.core.config.core.ConfigDescriptionParameter;
import org.openhab.core.config.core.Configuration;
import org.openhab.core.events.EventPublisher;
import org.openhab.core.items.events.ItemCommandEvent;
import org.openhab.core.items.events.ItemStateChangedEvent;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.types.State;

/**
 * A house with a kitchen in it, and as much of openHAB's rule engine as the modules of rules meet: rules run at once.
 */
final class RuleBench {

    static final String HOME = "occupancy:home:h";
    static final String KITCHEN = "occupancy:location:h:kitchen";

    final TestOpenHab openHab = new TestOpenHab();
    /** What rules were started with, the outputs of their triggers. */
    final List<Map<String, ?>> fired = new ArrayList<>();
    /** What items were sent, as item=command. */
    final List<String> commands = new ArrayList<>();
    RuleModules modules;
    private final LocationListener listener = mock(LocationListener.class);

    RuleBench() {
        for (String item : List.of("Pir", "Phone", "Guest")) {
            openHab.item(item, "Switch", OnOffType.OFF);
        }
        openHab.activateRunning();
        makeModules();
        house();
    }

    /** The handlers of the things start. */
    void house() {
        set(HOME, null, "House", List.of());
        set(KITCHEN, HOME, "Kitchen", List.of(source("Pir", SourceType.MOTION, null),
                source("Phone", SourceType.PERSON, "Anna"), source("Guest", SourceType.PERSON, "Ben")));
        openHab.run();
    }

    void makeModules() {
        EventPublisher events = event -> {
            ItemCommandEvent command = (ItemCommandEvent) event;
            commands.add(command.getItemName() + "=" + command.getItemCommand());
        };
        modules = new RuleModules(openHab.service(), openHab.items(), events,
                new RuleTexts(openHab.translations(), openHab.locales(), null), openHab.pool(), openHab::wall);
    }

    Forms forms() {
        return new Forms(openHab.service(), openHab.things(),
                new RuleTexts(openHab.translations(), openHab.locales(), null));
    }

    void set(String id, String parent, String label, List<SourceSetup> sources) {
        LocationConfig config = LocationConfig.builder(id).parent(parent).timeout("motion", Duration.ofMinutes(10))
                .timeout("person", Duration.ZERO).build();
        openHab.registry().put(new LocationSetup(config, label, Vacancy.TIMEOUT, true, false, null, false,
                Duration.ofMinutes(1), null, null, sources, List.of()), listener);
    }

    private static SourceSetup source(String item, SourceType type, String occupant) {
        return new SourceSetup(
                SourceConfig.builder(KITCHEN, item, type).id(item.toLowerCase()).occupant(occupant).build(), item);
    }

    /** An item changes, and the rules are told. */
    void change(String item, State state) {
        openHab.send(item, state);
        ItemStateChangedEvent event = mock(ItemStateChangedEvent.class);
        when(event.getItemName()).thenReturn(item);
        modules.receive(event);
    }

    /** Somebody moves and stands still. */
    void move() {
        openHab.send("Pir", OnOffType.ON);
        openHab.send("Pir", OnOffType.OFF);
    }

    void pass(Duration duration) {
        openHab.pass(duration);
    }

    static Configuration settings(Object... settings) {
        Configuration configuration = new Configuration();
        for (int i = 0; i < settings.length; i += 2) {
            configuration.put((String) settings[i], settings[i + 1]);
        }
        return configuration;
    }

    /** Starts a trigger that counts. */
    ModuleHandler trigger(ModuleKind kind, Object... settings) {
        return start(TriggerBuilder.create().withId("t").withTypeUID(kind.uid()).withConfiguration(settings(settings))
                .build(), () -> {
                });
    }

    private ModuleHandler start(Trigger trigger, Runnable rule) {
        ModuleHandler handler = modules.getHandler(trigger, "a-rule");
        TriggerHandlerCallback callback = mock(TriggerHandlerCallback.class);
        doAnswer(call -> {
            fired.add(call.getArgument(1));
            rule.run();
            return null;
        }).when(callback).triggered(any(), any());
        handler.setCallback((ModuleHandlerCallback) callback);
        return handler;
    }

    boolean isSo(ModuleKind kind, Object... settings) {
        return isSo(ConditionBuilder.create().withId("c").withTypeUID(kind.uid()).withConfiguration(settings(settings))
                .build());
    }

    private boolean isSo(Condition condition) {
        return ((ConditionHandler) modules.getHandler(condition, "a-rule")).isSatisfied(Map.of());
    }

    void act(ModuleKind kind, Object... settings) {
        make(kind, settings).execute(Map.of());
        openHab.run();
    }

    /** Makes an action that does nothing yet. */
    ActionHandler make(ModuleKind kind, Object... settings) {
        Action action = ActionBuilder.create().withId("a").withTypeUID(kind.uid()).withConfiguration(settings(settings))
                .build();
        return (ActionHandler) modules.getHandler(action, "a-rule");
    }

    /** Makes a rule of a template as openHAB does: what is not given is the default, or the reference stays. */
    void rule(String template, Map<String, Object> given) {
        RuleTemplate form = new RuleTemplates(forms()).getTemplate(template, null);
        Map<String, Object> values = new HashMap<>();
        for (ConfigDescriptionParameter each : form.getConfigurationDescriptions()) {
            if (each.getDefault() != null) {
                values.put(each.getName(), each.getDefault());
            }
        }
        values.putAll(given);
        List<ActionHandler> actions = form.getActions().stream()
                .map(action -> (ActionHandler) modules.getHandler(resolved(action, values), "a-rule")).toList();
        List<ConditionHandler> conditions = form.getConditions().stream()
                .map(condition -> (ConditionHandler) modules.getHandler(resolved(condition, values), "a-rule"))
                .toList();
        form.getTriggers().forEach(trigger -> start(resolved(trigger, values), () -> {
            if (conditions.stream().allMatch(condition -> condition.isSatisfied(Map.of()))) {
                actions.forEach(action -> action.execute(Map.of()));
            }
        }));
    }

    private static <M extends Module> M resolved(M module, Map<String, Object> values) {
        Configuration configuration = module.getConfiguration();
        configuration.getProperties().forEach((name, value) -> {
            String reference = value.toString().replaceAll("^\\{\\{(.*)}}$", "$1");
            if (!reference.equals(value.toString()) && values.containsKey(reference)) {
                configuration.put(name, values.get(reference));
            }
        });
        return module;
    }
}
