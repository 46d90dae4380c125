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

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * The texts of pages and widgets, in the language of the system.
 */
@NonNullByDefault
@FunctionalInterface
interface PageTexts {

    /** {@return a text} @param key its key @param arguments what stands for its placeholders */
    String text(String key, String... arguments);
}
