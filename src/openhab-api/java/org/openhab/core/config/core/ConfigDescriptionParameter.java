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

@NonNullByDefault
public class ConfigDescriptionParameter {

    public enum Type {
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN
    }

    @Nullable
    String name;
    Type type = Type.TEXT;
    @Nullable
    String label;
    @Nullable
    String description;
    @Nullable
    String context;
    @Nullable
    String defaultValue;
    boolean required;
    boolean multiple;
    boolean limitToOptions;
    List<ParameterOption> options = List.of();
    List<FilterCriteria> filterCriteria = List.of();

    public ConfigDescriptionParameter() {
    }

    public String getName() {
        return String.valueOf(name);
    }

    public Type getType() {
        return type;
    }

    public @Nullable String getLabel() {
        return label;
    }

    public @Nullable String getDescription() {
        return description;
    }

    public @Nullable String getContext() {
        return context;
    }

    public @Nullable String getDefault() {
        return defaultValue;
    }

    public boolean isRequired() {
        return required;
    }

    public boolean isMultiple() {
        return multiple;
    }

    public boolean getLimitToOptions() {
        return limitToOptions;
    }

    public List<ParameterOption> getOptions() {
        return options;
    }

    public List<FilterCriteria> getFilterCriteria() {
        return filterCriteria;
    }
}
