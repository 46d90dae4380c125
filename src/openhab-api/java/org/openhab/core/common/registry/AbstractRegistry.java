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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * What registries have in common.
 */
@NonNullByDefault
public abstract class AbstractRegistry<E extends Identifiable<K>, K, P> implements Registry<E, K> {

    private final Map<K, E> elements = new ConcurrentHashMap<>();
    private final Collection<RegistryChangeListener<E>> listeners = new CopyOnWriteArraySet<>();

    protected AbstractRegistry(@Nullable Class<P> providerClazz) {
    }

    @Override
    public void addRegistryChangeListener(RegistryChangeListener<E> listener) {
        listeners.add(listener);
    }

    @Override
    public void removeRegistryChangeListener(RegistryChangeListener<E> listener) {
        listeners.remove(listener);
    }

    @Override
    public E add(E element) {
        elements.put(element.getUID(), element);
        return element;
    }

    @Override
    public @Nullable E remove(K key) {
        return elements.remove(key);
    }

    @Override
    public Collection<E> getAll() {
        return List.copyOf(elements.values());
    }

    @Override
    public @Nullable E get(K key) {
        return elements.get(key);
    }
}
