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

import static org.openhab.binding.occupancy.internal.rule.Forms.Field.optional;
import static org.openhab.binding.occupancy.internal.rule.Forms.Field.required;
import static org.openhab.binding.occupancy.internal.rule.ModuleKind.ARRIVES;
import static org.openhab.binding.occupancy.internal.rule.ModuleKind.BECOMES_DARK;
import static org.openhab.binding.occupancy.internal.rule.ModuleKind.FOLLOW;
import static org.openhab.binding.occupancy.internal.rule.ModuleKind.IS_DARK;
import static org.openhab.binding.occupancy.internal.rule.ModuleKind.OCCUPIED;
import static org.openhab.binding.occupancy.internal.rule.ModuleKind.STAYS;
import static org.openhab.binding.occupancy.internal.rule.ModuleKind.SWITCH;
import static org.openhab.binding.occupancy.internal.rule.ModuleKind.VACANT;
import static org.openhab.binding.occupancy.internal.rule.ModuleKind.VACANT_SOON;
import static org.openhab.binding.occupancy.internal.rule.Parameter.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.binding.occupancy.internal.rule.Forms.Field;
import org.openhab.core.automation.Condition;
import org.openhab.core.automation.Trigger;
import org.openhab.core.automation.Visibility;
import org.openhab.core.automation.template.RuleTemplate;
import org.openhab.core.automation.template.RuleTemplateProvider;
import org.openhab.core.automation.util.ActionBuilder;
import org.openhab.core.automation.util.ConditionBuilder;
import org.openhab.core.automation.util.TriggerBuilder;
import org.openhab.core.common.registry.AbstractProvider;
import org.openhab.core.config.core.Configuration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Rules for the usual jobs, to be made by filling in a form.
 */
@NonNullByDefault
@Component(service = RuleTemplateProvider.class)
public final class RuleTemplates extends AbstractProvider<RuleTemplate> implements RuleTemplateProvider {

    private static final Set<String> TAGS = Set.of(OccupancyBindingConstants.BINDING_ID);

    /** The templates. */
    private enum Kind {
        LIGHT,
        HEATING,
        AWAY,
        WELCOME;

        String uid() {
            return OccupancyBindingConstants.BINDING_ID + ":" + id();
        }

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Forms forms;

    /** @param forms describes the settings */
    @Activate
    public RuleTemplates(final @Reference Forms forms) {
        this.forms = forms;
    }

    @Override
    public Collection<RuleTemplate> getAll() {
        return getTemplates(null);
    }

    @Override
    public @Nullable RuleTemplate getTemplate(String uid, @Nullable Locale locale) {
        return Arrays.stream(Kind.values()).filter(kind -> kind.uid().equals(uid)).map(kind -> template(kind, locale))
                .findFirst().orElse(null);
    }

    @Override
    public Collection<RuleTemplate> getTemplates(@Nullable Locale locale) {
        return Arrays.stream(Kind.values()).map(kind -> template(kind, locale)).toList();
    }

    /** An optional setting has an empty preset: without one, the form of the rule would show the placeholder. */
    private RuleTemplate template(Kind kind, @Nullable Locale locale) {
        return switch (kind) {
            case LIGHT -> template(kind, locale,
                    List.of(trigger(OCCUPIED, LOCATION), trigger(VACANT_SOON, LOCATION), trigger(STAYS, LOCATION),
                            trigger(VACANT, LOCATION), trigger(BECOMES_DARK, LOCATION, DARK_ITEM, DARK_BELOW)),
                    List.of(), action(ModuleKind.LIGHT, null, LOCATION, LAMP, DARK_ITEM, DARK_BELOW, DIMMED_TO),
                    required(LOCATION), required(LAMP), optional(DARK_ITEM, ""), optional(DARK_BELOW, "100"),
                    optional(DIMMED_TO, "20"));
            case HEATING ->
                template(kind, locale, List.of(trigger(OCCUPIED, LOCATION), trigger(VACANT, LOCATION, FOR_AT_LEAST)),
                        List.of(), action(FOLLOW, null, LOCATION, ITEM, WHILE_OCCUPIED, WHEN_VACANT),
                        required(LOCATION), required(ITEM), optional(WHILE_OCCUPIED, "21"), optional(WHEN_VACANT, "17"),
                        optional(FOR_AT_LEAST, "30m"));
            case AWAY -> template(kind, locale, List.of(trigger(VACANT, LOCATION, FOR_AT_LEAST)), List.of(),
                    action(SWITCH, "OFF", ITEMS), required(LOCATION), required(ITEMS), optional(FOR_AT_LEAST, "5m"));
            case WELCOME -> template(kind, locale, List.of(trigger(ARRIVES, LOCATION, PERSON)),
                    List.of(condition(IS_DARK, DARK_ITEM, DARK_BELOW)), action(SWITCH, "ON", ITEMS), required(LOCATION),
                    required(ITEMS), optional(PERSON, ""), optional(DARK_ITEM, ""), optional(DARK_BELOW, "100"));
        };
    }

    private RuleTemplate template(Kind kind, @Nullable Locale locale, List<TriggerBuilder> triggers,
            List<ConditionBuilder> conditions, ActionBuilder action, Field... fields) {
        String key = "rule.template." + kind.id();
        List<Trigger> numbered = new ArrayList<>();
        for (TriggerBuilder trigger : triggers) {
            numbered.add(trigger.withId("trigger" + (numbered.size() + 1)).build());
        }
        List<Condition> checked = conditions.stream().map(each -> (Condition) each.withId("condition").build())
                .toList();
        return new RuleTemplate(kind.uid(), forms.text(locale, key + ".name"), forms.text(locale, key + ".description"),
                TAGS, numbered, checked, List.of(action.withId("action").build()), forms.of(List.of(fields), locale),
                Visibility.VISIBLE);
    }

    private static TriggerBuilder trigger(ModuleKind kind, Parameter... passedOn) {
        return TriggerBuilder.create().withTypeUID(kind.uid()).withConfiguration(passOn(passedOn));
    }

    private static ConditionBuilder condition(ModuleKind kind, Parameter... passedOn) {
        return ConditionBuilder.create().withTypeUID(kind.uid()).withConfiguration(passOn(passedOn));
    }

    private static ActionBuilder action(ModuleKind kind, @Nullable String command, Parameter... passedOn) {
        Configuration configuration = passOn(passedOn);
        if (command != null) {
            configuration.put(COMMAND.id(), command);
        }
        return ActionBuilder.create().withTypeUID(kind.uid()).withConfiguration(configuration);
    }

    private static Configuration passOn(Parameter... parameters) {
        Configuration configuration = new Configuration();
        for (Parameter parameter : parameters) {
            configuration.put(parameter.id(), parameter.reference());
        }
        return configuration;
    }
}
