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
/**
 * What outlasts a restart: all that is known of a location, as a value and as versioned JSON.
 *
 * <p>
 * {@link org.openhab.binding.occupancy.internal.engine.snapshot.LocationSnapshot} is one location at one instant; it
 * can be moved in time, and loses what
 * is over. {@link org.openhab.binding.occupancy.internal.engine.snapshot.SnapshotWriter} writes it,
 * {@link org.openhab.binding.occupancy.internal.engine.snapshot.SnapshotReader} reads what
 * any earlier version wrote. It knows no node and no tree.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package org.openhab.binding.occupancy.internal.engine.snapshot;
