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

import java.util.List;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.core.common.registry.Identifiable;
import org.openhab.core.types.State;

/**
 * What has a state.
 */
@NonNullByDefault
public interface Item extends Identifiable<String> {

    State getState();

    String getName();

    String getType();

    List<String> getGroupNames();

    Set<String> getTags();

    @Nullable
    String getLabel();

    boolean hasTag(String tag);
}
