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
package org.openhab.core.thing;

import java.util.Collection;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.core.common.registry.AbstractManagedProvider;
import org.openhab.core.storage.StorageService;

/**
 * The things that were made in the user interface.
 */
@NonNullByDefault
public class ManagedThingProvider extends AbstractManagedProvider<Thing, ThingUID, Object> {

    public ManagedThingProvider(StorageService storageService) {
        super(storageService);
    }

    @Override
    public Collection<Thing> getAll() {
        return List.of();
    }
}
