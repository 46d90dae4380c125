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
package org.openhab.core.config.core;

import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.core.config.core.ConfigDescriptionParameter.Type;

@NonNullByDefault
public class ConfigDescriptionParameterBuilder {

    private final ConfigDescriptionParameter built = new ConfigDescriptionParameter();

    private ConfigDescriptionParameterBuilder() {
    }

    public static ConfigDescriptionParameterBuilder create(String name, Type type) {
        ConfigDescriptionParameterBuilder builder = new ConfigDescriptionParameterBuilder();
        builder.built.name = name;
        builder.built.type = type;
        return builder;
    }

    public ConfigDescriptionParameterBuilder withLabel(@Nullable String label) {
        built.label = label;
        return this;
    }

    public ConfigDescriptionParameterBuilder withDescription(@Nullable String description) {
        built.description = description;
        return this;
    }

    public ConfigDescriptionParameterBuilder withContext(@Nullable String context) {
        built.context = context;
        return this;
    }

    public ConfigDescriptionParameterBuilder withDefault(@Nullable String defaultValue) {
        built.defaultValue = defaultValue;
        return this;
    }

    public ConfigDescriptionParameterBuilder withRequired(@Nullable Boolean required) {
        built.required = Boolean.TRUE.equals(required);
        return this;
    }

    public ConfigDescriptionParameterBuilder withMultiple(@Nullable Boolean multiple) {
        built.multiple = Boolean.TRUE.equals(multiple);
        return this;
    }

    public ConfigDescriptionParameterBuilder withLimitToOptions(@Nullable Boolean limitToOptions) {
        built.limitToOptions = Boolean.TRUE.equals(limitToOptions);
        return this;
    }

    public ConfigDescriptionParameterBuilder withOptions(@Nullable List<ParameterOption> options) {
        built.options = options == null ? List.of() : options;
        return this;
    }

    public ConfigDescriptionParameterBuilder withFilterCriteria(@Nullable List<FilterCriteria> filterCriteria) {
        built.filterCriteria = filterCriteria == null ? List.of() : filterCriteria;
        return this;
    }

    public ConfigDescriptionParameter build() {
        return built;
    }
}
