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
 * Where people are, as far as sensors tell: the filter over hypotheses, and what each location remembers that the
 * filter and the rules of leaving learn from. Nothing here knows a tree, a node or a lock: locations are numbers, and
 * evidence comes in as arguments, so that all of it can be tried without an engine.
 *
 * <p>
 * <b>Where to begin.</b> {@link org.openhab.binding.occupancy.internal.engine.whereabouts.HypothesisFilter} explains
 * the method and works through an example. {@link org.openhab.binding.occupancy.internal.engine.whereabouts.Stay} is
 * what is remembered of a location; a new remembered field is a field of one of its parts and a line in that part's
 * {@code each}.
 */
package org.openhab.binding.occupancy.internal.engine.whereabouts;
