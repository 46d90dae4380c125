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
package org.openhab.binding.occupancy.internal.replay;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Printable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

/**
 * Rewrites the messages of JSON and YAML parsers for the person who wrote the text: the parsers speak to programmers,
 * of classes and options.
 */
@NonNullByDefault
public final class JsonErrors {

    /** Names of classes and methods, in quotes or not: {@code `JsonNode`}, {@code NumberFormatException}. */
    private static final Pattern CODE = Pattern.compile("`|\\b[A-Za-z]+[a-z][A-Z]\\w*|\\w\\.\\w+\\(|\\bjava\\.");
    /** The part of a message that says where an unclosed bracket began; it quotes options of the parser. */
    private static final Pattern BEGAN = Pattern.compile(" \\(for \\w+ starting at .*?\\]\\)");
    private static final int MOST_CHARACTERS = 200;

    private JsonErrors() {
    }

    /** {@return the end of a sentence such as "The line is not JSON: ..."} @param e what the parser says */
    public static String reason(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return "a number, a name or a text in it is too long, or it is nested too deeply.";
        }
        // the parsers quote the text in lines that begin with a space
        String message = String.valueOf(e.getOriginalMessage()).lines()
                .filter(line -> !line.isBlank() && line.charAt(0) != ' ').collect(Collectors.joining(": ")).trim();
        message = BEGAN.matcher(message).replaceAll("");
        if (message.isEmpty() || CODE.matcher(message).find()) {
            return "a value in it cannot be read.";
        }
        return Printable.brief(message, MOST_CHARACTERS) + (message.endsWith(".") ? "" : ".");
    }
}
