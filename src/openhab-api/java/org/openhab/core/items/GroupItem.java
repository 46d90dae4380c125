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
package org.openhab.core.items;

import java.util.LinkedHashSet;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * An item with members.
 */
@NonNullByDefault
public class GroupItem extends GenericItem {

    public static final String TYPE = "Group";

    protected final @Nullable Item baseItem;

    private final Set<Item> ordered = new LinkedHashSet<>();

    public GroupItem(String name) {
        this(name, null);
    }

    public GroupItem(String name, @Nullable Item baseItem) {
        super(TYPE, name);
        this.baseItem = baseItem;
    }

    public @Nullable Item getBaseItem() {
        return baseItem;
    }

    public Set<Item> getMembers() {
        return new LinkedHashSet<>(ordered);
    }

    public void addMember(Item item) {
        ordered.add(item);
    }
}
