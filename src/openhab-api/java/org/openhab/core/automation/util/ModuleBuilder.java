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
import org.openhab.core.automation.Module;
import org.openhab.core.config.core.Configuration;

@NonNullByDefault
public abstract class ModuleBuilder<B extends ModuleBuilder<B, T>, T extends Module> {

    private @Nullable String id;
    private @Nullable String typeUID;
    protected @Nullable String label;
    protected @Nullable Configuration configuration;

    protected ModuleBuilder() {
    }

    @SuppressWarnings("unchecked")
    private B self() {
        return (B) this;
    }

    public B withId(String id) {
        this.id = id;
        return self();
    }

    public B withTypeUID(String typeUID) {
        this.typeUID = typeUID;
        return self();
    }

    public B withLabel(@Nullable String label) {
        this.label = label;
        return self();
    }

    public B withConfiguration(Configuration configuration) {
        this.configuration = configuration;
        return self();
    }

    protected String getId() {
        String given = id;
        if (given == null) {
            throw new IllegalStateException("The ID must not be null.");
        }
        return given;
    }

    protected String getTypeUID() {
        String given = typeUID;
        if (given == null) {
            throw new IllegalStateException("The type UID must not be null.");
        }
        return given;
    }

    public abstract T build();
}
