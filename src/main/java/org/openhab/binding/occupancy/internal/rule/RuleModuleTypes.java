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

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.core.automation.Visibility;
import org.openhab.core.automation.type.ActionType;
import org.openhab.core.automation.type.ConditionType;
import org.openhab.core.automation.type.ModuleType;
import org.openhab.core.automation.type.ModuleTypeProvider;
import org.openhab.core.automation.type.Output;
import org.openhab.core.automation.type.TriggerType;
import org.openhab.core.common.registry.AbstractProvider;
import org.openhab.core.config.core.ConfigDescriptionParameter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells openHAB which triggers, conditions and actions there are. The locations to choose from are read when a form
 * asks. Without openHAB's automation nobody asks for this service, and none of its classes is loaded.
 */
@NonNullByDefault
@Component(service = ModuleTypeProvider.class)
public final class RuleModuleTypes extends AbstractProvider<ModuleType> implements ModuleTypeProvider {

    private static final Set<String> TAGS = Set.of(OccupancyBindingConstants.BINDING_ID);

    private final Forms forms;

    /** @param forms describes the settings */
    @Activate
    public RuleModuleTypes(final @Reference Forms forms) {
        this.forms = forms;
    }

    @Override
    public Collection<ModuleType> getAll() {
        return getModuleTypes(null);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends ModuleType> @Nullable T getModuleType(String uid, @Nullable Locale locale) {
        ModuleKind kind = ModuleKind.of(uid);
        return kind == null ? null : (T) type(kind, locale);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends ModuleType> Collection<T> getModuleTypes(@Nullable Locale locale) {
        return (Collection<T>) Arrays.stream(ModuleKind.values()).map(kind -> type(kind, locale)).toList();
    }

    private ModuleType type(ModuleKind kind, @Nullable Locale locale) {
        List<ConfigDescriptionParameter> settings = forms.of(kind.fields, locale);
        String name = forms.text(locale, kind.nameKey());
        String description = forms.text(locale, kind.descriptionKey());
        return switch (kind.role) {
            case TRIGGER -> new TriggerType(kind.uid(), settings, name, description, TAGS, Visibility.VISIBLE,
                    List.of(output(RuleTrigger.OUTPUT_LOCATION, locale), output(RuleTrigger.OUTPUT_LABEL, locale),
                            output(RuleTrigger.OUTPUT_PERSON, locale)));
            case CONDITION ->
                new ConditionType(kind.uid(), settings, name, description, TAGS, Visibility.VISIBLE, List.of());
            case ACTION ->
                new ActionType(kind.uid(), settings, name, description, TAGS, Visibility.VISIBLE, List.of(), List.of());
        };
    }

    private Output output(String name, @Nullable Locale locale) {
        return new Output(name, String.class.getName(), forms.text(locale, "rule.output." + name + ".label"),
                forms.text(locale, "rule.output." + name + ".description"), Set.of(), null, null);
    }
}
