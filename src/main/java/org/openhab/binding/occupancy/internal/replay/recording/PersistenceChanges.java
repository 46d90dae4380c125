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
package org.openhab.binding.occupancy.internal.replay.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.replay.InputException;
import org.openhab.binding.occupancy.internal.replay.JsonErrors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

/**
 * The history of one item as openHAB's {@code /rest/persistence/items/NAME} returns it:
 * {@code {"name":"X","data":[{"time":1767225600000,"state":"ON"}]}}.
 */
@NonNullByDefault
final class PersistenceChanges implements ChangeStream {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final String file;
    private final String item;
    private final JsonParser parser;
    private final ReadProblems problems;
    private boolean ended;

    PersistenceChanges(Path file, ByteCounter bytes, ReadProblems problems) throws IOException {
        this.file = file.toString();
        this.problems = problems;
        item = name(file);
        parser = FACTORY.createParser(bytes.counted(TextFiles.openBytes(file)));
        try {
            if (!goTo(parser, "data") || parser.nextToken() != JsonToken.START_ARRAY) {
                throw noHistory("data");
            }
        } catch (JsonProcessingException e) {
            parser.close();
            throw malformed(e);
        } catch (IOException | RuntimeException e) {
            parser.close();
            throw e;
        }
    }

    private String name(Path path) throws IOException {
        try (JsonParser reader = FACTORY.createParser(TextFiles.openBytes(path))) {
            String name = goTo(reader, "name") ? reader.nextTextValue() : null;
            if (name == null || name.isBlank()) {
                throw noHistory("name");
            }
            return name;
        } catch (JsonProcessingException e) {
            throw malformed(e);
        }
    }

    /** {@return whether the object that a parser is before has a field; the parser stands on its name then} */
    private static boolean goTo(JsonParser parser, String field) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (name.equals(field)) {
                return true;
            }
            parser.nextToken();
            parser.skipChildren();
        }
        return false;
    }

    @Override
    public @Nullable ItemChange next() throws IOException {
        try {
            while (!ended) {
                JsonToken token = parser.nextToken();
                if (token == JsonToken.END_ARRAY) {
                    ended = true;
                } else if (token == JsonToken.START_OBJECT) {
                    ItemChange change = entry();
                    if (change != null) {
                        return change;
                    }
                } else {
                    long line = line();
                    parser.skipChildren();
                    problems.report(file, line, "An entry of data is not an object.");
                }
            }
        } catch (JsonProcessingException e) {
            // Nobody can tell where the next entry begins.
            ended = true;
            problems.report(file, e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                    "The JSON ends or breaks here; the rest of the file is left out.");
        }
        return null;
    }

    private @Nullable ItemChange entry() throws IOException {
        long line = line();
        Long time = null;
        String state = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (field.equals("time") && value == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                time = parser.getLongValue();
            } else if (field.equals("state") && value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                state = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
        if (time == null || state == null) {
            problems.report(file, line,
                    "An entry of data has no " + (time == null ? "time in milliseconds." : "state."));
            return null;
        }
        if (!TimeFormat.inRange(time)) {
            problems.report(file, line, "The time " + time + TimeFormat.outOfRange(time < 0));
            return null;
        }
        return new ItemChange(Instant.ofEpochMilli(time), item, state);
    }

    private long line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private InputException noHistory(String field) {
        return new InputException("The file " + file + " is not the history of an item: it has no " + field + ".");
    }

    private InputException malformed(JsonProcessingException e) {
        return InputException.at(file, e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                "This is not JSON: " + JsonErrors.reason(e));
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
