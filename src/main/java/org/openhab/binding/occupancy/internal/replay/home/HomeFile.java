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
package org.openhab.binding.occupancy.internal.replay.home;

import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.replay.InputException;
import org.openhab.binding.occupancy.internal.replay.JsonErrors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads home files, YAML or JSON. Jackson's tree does not know the lines of its nodes, so it is built here and the
 * line of each node is noted for error messages.
 */
@NonNullByDefault
public final class HomeFile {

    /** A home of ten thousand locations has a file of a megabyte. */
    private static final int MAX_BYTES = 1 << 24;

    /**
     * Limits for the parser: a home file is four levels deep, and names and numbers are short. Reading a huge number
     * would take time and memory that grow with the square of its length.
     */
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder().maxNestingDepth(20)
            .maxNameLength(1_000).maxStringLength(100_000).maxNumberLength(100).build();

    private final String name;
    private final Map<String, JsonLocation> positions = new HashMap<>();

    private HomeFile(String name) {
        this.name = name;
    }

    /**
     * @param file a home file
     * @return the home
     * @throws InputException if it cannot be read or used; one sentence with file, line and path
     */
    public static Home read(Path file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
        if (bytes.length > MAX_BYTES) {
            throw new InputException(
                    "The file " + file + " is not a home file: it is larger than " + (MAX_BYTES >> 20) + " MB.");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
        return parse(text, file.toString());
    }

    /**
     * @param text the content of a home file
     * @param name how to name it in an error
     * @return the home
     * @throws InputException if it cannot be used; one sentence with name, line and path
     */
    public static Home parse(String text, String name) {
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (content.isBlank()) {
            throw new InputException("The file " + name + " is empty.");
        }
        if (content.indexOf('\0') >= 0) {
            throw new InputException("The file " + name + " is not text.");
        }
        return new HomeFile(name).home(content);
    }

    private Home home(String text) {
        JsonNode root;
        try (JsonParser parser = parser(text)) {
            parser.nextToken();
            root = node(parser, "");
            if (parser.nextToken() != null) {
                throw InputException.at(name, line(parser.currentTokenLocation()),
                        "There is something after the end of the home.");
            }
        } catch (JsonProcessingException e) {
            throw InputException.at(name, line(e.getLocation()),
                    "This is neither YAML nor JSON: " + JsonErrors.reason(e));
        } catch (IOException e) {
            throw new InputException("The file " + name + " cannot be read: " + e.getMessage() + ".");
        }
        try {
            return HomeParser.parse(root);
        } catch (HomeException e) {
            throw new InputException(name + position(e.path()) + ": " + e.sentence());
        }
    }

    /** JSON is nearly YAML, but its own parser starts sooner and knows better what is wrong. */
    private static JsonParser parser(String text) throws IOException {
        return text.stripLeading().startsWith("{")
                ? JsonFactory.builder().streamReadConstraints(LIMITS).build().createParser(text)
                // a state ON is a text, not a truth value
                : YAMLFactory.builder().streamReadConstraints(LIMITS)
                        .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS).build()
                        .createParser(new RoomForOneMore(text));
    }

    /**
     * Never fills a buffer. SnakeYAML 2.3 reads one more into a full buffer if its last character is the first half of
     * a pair, such as that of an emoji, and fails.
     */
    private static final class RoomForOneMore extends FilterReader {

        RoomForOneMore(String text) {
            super(new StringReader(text));
        }

        @Override
        public int read(char @Nullable [] buffer, int from, int most) throws IOException {
            return super.read(buffer, from, most > 1 ? most - 1 : most);
        }
    }

    private JsonNode node(JsonParser parser, String path) throws IOException {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        JsonToken token = parser.currentToken();
        positions.putIfAbsent(path, parser.currentTokenLocation());
        if (token == JsonToken.START_OBJECT) {
            ObjectNode object = factory.objectNode();
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                String child = path.isEmpty() ? key : path + "." + key;
                JsonLocation position = parser.currentTokenLocation();
                if (object.has(key)) {
                    throw InputException.at(name, line(position), child + " is given twice.");
                }
                positions.put(child, position);
                parser.nextToken();
                object.set(key, node(parser, child));
            }
            return object;
        }
        if (token == JsonToken.START_ARRAY) {
            ArrayNode array = factory.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(node(parser, path + "[" + array.size() + "]"));
            }
            return array;
        }
        return token == null || token == JsonToken.VALUE_NULL ? factory.nullNode()
                : token.isBoolean() ? factory.booleanNode(parser.getBooleanValue())
                        : factory.textNode(parser.getText());
    }

    /** {@return the line of a path, or of the nearest path around it that is in the file} */
    private String position(String path) {
        String known = path;
        while (!positions.containsKey(known)) {
            int end = Math.max(known.lastIndexOf('.'), known.lastIndexOf('['));
            known = end < 0 ? "" : known.substring(0, end);
        }
        JsonLocation position = positions.get(known);
        return position == null ? "" : ", line " + position.getLineNr() + ", column " + position.getColumnNr();
    }

    private static long line(@Nullable JsonLocation location) {
        return location == null ? 1 : Math.max(1, location.getLineNr());
    }
}
