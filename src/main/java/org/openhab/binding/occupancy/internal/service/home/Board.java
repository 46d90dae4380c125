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
package org.openhab.binding.occupancy.internal.service.home;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Reason;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.Maps;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.service.api.Happening;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.service.api.OccupancyListener;

/**
 * What other threads may read of the locations, published by the worker: views, names, and which items matter.
 */
@NonNullByDefault
public final class Board {

    private final Map<String, LocationView> views = new ConcurrentHashMap<>();
    private volatile Set<String> items = Set.of();
    private volatile Set<String> repeatingItems = Set.of();
    private final List<OccupancyListener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    public boolean isRunning() {
        return running;
    }

    void setRunning(boolean isRunning) {
        running = isRunning;
    }

    /** {@return whether the changes of an item matter} @param item the name of the item */
    public boolean listensTo(String item) {
        return items.contains(item);
    }

    /** {@return whether reports of an item that change nothing matter, too} @param item the name of the item */
    public boolean listensToRepeats(String item) {
        return repeatingItems.contains(item);
    }

    void setItems(Collection<String> names, Collection<String> repeating) {
        items = Set.copyOf(names);
        repeatingItems = Set.copyOf(repeating);
    }

    void put(LocationView view) {
        views.put(view.id(), view);
    }

    void remove(String id) {
        views.remove(id);
    }

    void clear() {
        views.clear();
        items = Set.of();
        repeatingItems = Set.of();
    }

    public void addListener(OccupancyListener listener) {
        listeners.add(listener);
    }

    public void removeListener(OccupancyListener listener) {
        listeners.remove(listener);
    }

    /** Tells the listeners of all locations. */
    void tell(LocationView location, Happening happening) {
        listeners.forEach(listener -> listener.happened(location, happening));
    }

    @Nullable
    public LocationView view(String id) {
        return views.get(id);
    }

    /** {@return all locations: parents before their children, siblings by label} */
    public List<LocationView> views() {
        Map<String, LocationView> all = new HashMap<>(views);
        Map<String, List<LocationView>> children = new HashMap<>();
        List<LocationView> roots = new ArrayList<>();
        for (LocationView view : all.values()) {
            String parent = view.parent();
            if (parent == null || !all.containsKey(parent)) {
                roots.add(view);
            } else {
                Maps.getOrPut(children, parent, () -> new ArrayList<>()).add(view);
            }
        }
        Comparator<LocationView> order = Comparator
                .comparing((LocationView view) -> view.label().toLowerCase(Locale.ROOT))
                .thenComparing(LocationView::id);
        roots.sort(order);
        children.values().forEach(below -> below.sort(order));
        List<LocationView> sorted = new ArrayList<>(all.size());
        Set<String> seen = new HashSet<>();
        List<LocationView> open = new ArrayList<>(roots);
        while (!open.isEmpty()) {
            LocationView view = open.remove(0);
            if (seen.add(view.id())) {
                sorted.add(view);
                open.addAll(0, children.getOrDefault(view.id(), List.of()));
            }
        }
        return sorted;
    }

    /** {@return who has locks that apply to a location, on it or on what it lies in} @param location the location */
    public Set<String> lockOwners(String location) {
        Set<String> owners = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        String id = location;
        while (id != null && seen.add(id)) {
            LocationView view = views.get(id);
            if (view == null) {
                break;
            }
            for (Lock lock : view.state().locks()) {
                if (id.equals(location) || lock.scope() == Scope.SUBTREE) {
                    owners.add(lock.owner());
                }
            }
            id = view.parent();
        }
        return owners;
    }

    /**
     * {@return what the user calls the source, location, person or owner of a reason}
     *
     * @param location the location that it is a reason of
     * @param reason the reason
     */
    public String name(String location, Reason reason) {
        String name = reason.name();
        if (name == null) {
            return "";
        }
        LocationView named = views.get(name);
        if (named != null) {
            return named.label();
        }
        LocationView here = views.get(location);
        String label = here == null ? null : here.sources().get(name);
        return label == null ? elsewhere(name) : label;
    }

    /**
     * {@return what the user calls a source of another location, such as the exit of a home; its id if that is not
     * clear}
     */
    private String elsewhere(String source) {
        Set<String> labels = new HashSet<>();
        for (LocationView view : views.values()) {
            String label = view.sources().get(source);
            if (label != null) {
                labels.add(label);
            }
        }
        return labels.size() == 1 ? labels.iterator().next() : source;
    }
}
