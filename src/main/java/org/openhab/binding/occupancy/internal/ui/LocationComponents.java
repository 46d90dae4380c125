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
package org.openhab.binding.occupancy.internal.ui;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.core.common.registry.AbstractProvider;
import org.openhab.core.ui.components.RootUIComponent;
import org.openhab.core.ui.components.UIComponentProvider;

/**
 * Gives components to the main UI that are made of the {@link LocationTree}, and new ones when the tree changes.
 * Without the main UI nobody asks for such a service, and none of its classes is loaded.
 */
@NonNullByDefault
abstract class LocationComponents extends AbstractProvider<RootUIComponent> implements UIComponentProvider {

    /** Makes components, each with an id of its own. */
    @FunctionalInterface
    interface Builder {
        List<RootUIComponent> of(List<LocationNode> homes);
    }

    private final String namespace;
    private final LocationTree tree;
    private final Builder builder;
    private final Runnable listener = this::update;
    private volatile Map<String, RootUIComponent> components;

    /**
     * @param namespace what kind of components it gives
     * @param tree the locations
     * @param builder what is made of them
     */
    LocationComponents(String namespace, LocationTree tree, Builder builder) {
        this.namespace = namespace;
        this.tree = tree;
        this.builder = builder;
        synchronized (this) {
            tree.addListener(listener);
            components = build();
        }
    }

    /** Ends what began with this object. */
    final void stop() {
        tree.removeListener(listener);
    }

    @Override
    public final String getNamespace() {
        return namespace;
    }

    @Override
    public final Collection<RootUIComponent> getAll() {
        return components.values();
    }

    private Map<String, RootUIComponent> build() {
        Map<String, RootUIComponent> made = new LinkedHashMap<>();
        builder.of(tree.homes()).forEach(each -> made.putIfAbsent(each.getUID(), each));
        return Collections.unmodifiableMap(made);
    }

    private synchronized void update() {
        Map<String, RootUIComponent> old = components;
        Map<String, RootUIComponent> fresh = build();
        components = fresh;
        old.forEach((id, component) -> {
            if (!fresh.containsKey(id)) {
                notifyListenersAboutRemovedElement(component);
            }
        });
        fresh.forEach((id, component) -> {
            RootUIComponent before = old.get(id);
            if (before == null) {
                notifyListenersAboutAddedElement(component);
            } else if (!Parts.isSame(before, component)) {
                notifyListenersAboutUpdatedElement(before, component);
            }
        });
    }
}
