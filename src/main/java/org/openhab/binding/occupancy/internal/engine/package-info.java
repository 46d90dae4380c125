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
 * The engine: what is known of every location, whether it is occupied, until when and why. It has no clock, no threads
 * and no input or output; the same calls in the same order give the same answers.
 *
 * <p>
 * <b>Where to begin.</b> {@link org.openhab.binding.occupancy.internal.engine.OccupancyEngine} is the only door. A
 * report goes from there through {@code EventRules.report}: {@code Departures.observe} records what it tells of its own
 * location, its evidence is put into the {@code Node}, {@code Propagation} carries the change through the {@code Tree},
 * and {@code Departures.spread} asks who may have left elsewhere. Time goes the same way: {@code DeadlineQueue} knows
 * what ends next, and its end is settled by {@code Propagation}.
 *
 * <p>
 * <b>Leaving.</b> A timer cannot tell a still person from an empty room. So in a location that is left by departure
 * every way of leaving is a {@code LeavingRule} of its own: {@code Departures} explains them and works through an
 * example. When the household is known well enough, {@code PeopleElsewhere} decides instead, from hypotheses of where
 * everybody is.
 */
package org.openhab.binding.occupancy.internal.engine;
