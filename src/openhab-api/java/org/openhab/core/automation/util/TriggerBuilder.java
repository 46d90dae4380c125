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
package org.openhab.core.automation.util;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

import org.openhab.core.automation.Trigger;
import org.openhab.core.config.core.Configuration;

@NonNullByDefault
public class TriggerBuilder extends ModuleBuilder<TriggerBuilder, Trigger> {

    protected TriggerBuilder() {
    }

    public static TriggerBuilder create() {
        return new TriggerBuilder();
    }

    @Override
    public Trigger build() {
        String id = getId();
        String type = getTypeUID();
        String name = label;
        Configuration given = configuration;
        Configuration settings = given == null ? new Configuration() : given;
        return new Trigger() {
            @Override
            public String getId() {
                return id;
            }

            @Override
            public String getTypeUID() {
                return type;
            }

            @Override
            public @Nullable String getLabel() {
                return name;
            }

            @Override
            public Configuration getConfiguration() {
                return settings;
            }
        };
    }
}
