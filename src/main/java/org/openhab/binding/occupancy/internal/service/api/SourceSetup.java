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
package org.openhab.binding.occupancy.internal.service.api;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.source.SourceConfig;

/**
 * The settings of a source as its channel has them. Immutable.
 *
 * @param config what the model needs; its id is the id of the channel
 * @param label what the user calls it
 */
@NonNullByDefault
public record SourceSetup(SourceConfig config, String label) {

    public SourceSetup {
        label = Printable.brief(label);
    }
}
