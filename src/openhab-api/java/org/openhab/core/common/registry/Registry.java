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

import java.util.Collection;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * What openHAB knows of one kind of thing.
 */
@NonNullByDefault
public interface Registry<E extends Identifiable<K>, K> {

    void addRegistryChangeListener(RegistryChangeListener<E> listener);

    E add(E element);

    Collection<E> getAll();

    @Nullable
    E get(K key);

    @Nullable
    E remove(K key);

    void removeRegistryChangeListener(RegistryChangeListener<E> listener);
}
