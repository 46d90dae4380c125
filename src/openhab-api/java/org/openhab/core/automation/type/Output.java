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
package org.openhab.core.automation.type;

import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;

@NonNullByDefault({})
public class Output {

    private final String name;
    private final String type;
    private final String label;

    public Output(String name, String type, String label, String description, Set<String> tags, String reference,
            String defaultValue) {
        this.name = name;
        this.type = type;
        this.label = label;
    }

    public String getName() {
        return name;
    }

    public String getType() {
        return type;
    }

    public String getLabel() {
        return label;
    }
}
