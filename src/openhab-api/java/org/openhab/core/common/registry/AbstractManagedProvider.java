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
package org.openhab.core.common.registry;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.core.storage.StorageService;

/**
 * Keeps what is made in the user interface.
 *
 * @param <E> the elements
 * @param <K> their keys
 * @param <PE> what is stored of an element
 */
@NonNullByDefault
public abstract class AbstractManagedProvider<E extends Identifiable<K>, K, PE> extends AbstractProvider<E> {

    protected AbstractManagedProvider(StorageService storageService) {
    }

    public @Nullable E get(K key) {
        throw new UnsupportedOperationException();
    }

    public @Nullable E update(E element) {
        throw new UnsupportedOperationException();
    }
}
