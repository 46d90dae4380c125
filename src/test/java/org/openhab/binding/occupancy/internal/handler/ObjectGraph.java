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
package org.openhab.binding.occupancy.internal.handler;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/** Counts what is in the maps, queues and lists that the objects of the add-on keep, so that one that grows shows. */
final class ObjectGraph {

    private static final String OURS = "org.openhab.binding.occupancy.";
    /** Of the tests, or bounded and meant to be kept. */
    private static final Set<String> IGNORED = Set.of("FakeScheduler", "TestOpenHab", "TestThing", "TransitionLog");

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    private ObjectGraph() {
    }

    /** {@return how many entries there are in all} @param root where to begin */
    static int entries(Object root) {
        return count(root).values().stream().mapToInt(Integer::intValue).sum();
    }

    /** {@return how many entries there are, by the field that holds them} @param root where to begin */
    static String describe(Object root) {
        return count(root).toString();
    }

    private static Map<String, Integer> count(Object root) {
        ObjectGraph graph = new ObjectGraph();
        graph.open.add(root);
        while (!graph.open.isEmpty()) {
            graph.look(graph.open.remove());
        }
        return graph.counts;
    }

    private void look(Object object) {
        if (!seen.add(object)) {
            return;
        }
        Class<?> type = object.getClass();
        if (object instanceof Object[] array) {
            for (Object each : array) {
                add(each);
            }
        } else if (type.getName().startsWith(OURS) && !type.isEnum()
                && IGNORED.stream().noneMatch(type.getName()::contains)) {
            for (Class<?> each = type; each.getName().startsWith(OURS); each = each.getSuperclass()) {
                for (Field field : each.getDeclaredFields()) {
                    look(object, field);
                }
            }
        }
    }

    private void look(Object object, Field field) {
        if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
            return;
        }
        Object value;
        try {
            field.setAccessible(true);
            value = field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        String name = field.getDeclaringClass().getSimpleName() + "." + field.getName();
        contents(name, value);
    }

    private void contents(String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            counts.merge(name, map.size(), Integer::sum);
            map.forEach((key, each) -> {
                contents(name, key);
                contents(name, each);
            });
        } else if (value instanceof Collection<?> many) {
            counts.merge(name, many.size(), Integer::sum);
            many.forEach(each -> contents(name, each));
        } else if (value instanceof AtomicReference<?> reference) {
            add(reference.get());
        } else {
            add(value);
        }
    }

    private void add(Object object) {
        if (object != null && (object.getClass().isArray() ? Array.getLength(object) > 0
                : object.getClass().getName().startsWith(OURS))) {
            open.add(object);
        }
    }
}
