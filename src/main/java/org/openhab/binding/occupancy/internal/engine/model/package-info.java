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
 * The words of the engine: events that go in, states, transitions, causes and explanations that come out, and the
 * settings of a location. Immutable values without behaviour of their own, which every other package may use.
 */
package org.openhab.binding.occupancy.internal.engine.model;
