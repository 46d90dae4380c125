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
package org.openhab.core.io.console;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Completes one of some words.
 */
@NonNullByDefault
public class StringsCompleter implements ConsoleCommandCompleter {

    private final Collection<String> strings;
    private final boolean caseSensitive;

    public StringsCompleter(Collection<String> strings, boolean caseSensitive) {
        this.strings = new TreeSet<>(strings);
        this.caseSensitive = caseSensitive;
    }

    @Override
    public boolean complete(String[] args, int cursorArgumentIndex, int cursorPosition, List<String> candidates) {
        String typed = cursorArgumentIndex >= 0 && cursorArgumentIndex < args.length
                ? args[cursorArgumentIndex].substring(0, cursorPosition)
                : "";
        for (String string : strings) {
            if (caseSensitive ? string.startsWith(typed)
                    : string.toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT))) {
                candidates.add(string + " ");
            }
        }
        return !candidates.isEmpty();
    }
}
