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
package org.openhab.binding.occupancy.internal.engine.model;

import java.time.Instant;
import java.time.format.DateTimeParseException;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A {@link Cause} as JSON: the kind, and what that kind names.
 */
@NonNullByDefault
public final class CauseJson {

    private CauseJson() {
    }

    /** {@return a cause as JSON} @param cause the cause */
    public static ObjectNode write(Cause cause) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", cause.kind());
        if (cause instanceof Cause.Event event) {
            json.put("type", event.type().name());
            json.put("source", event.source());
            json.put("category", event.category());
        } else if (cause instanceof Cause.Timer timer) {
            json.put("source", timer.source());
        } else if (cause instanceof Cause.Left left) {
            json.put("location", left.location());
            json.put("source", left.source());
            json.put("since", left.since().toString());
        } else if (cause instanceof Cause.StayedTooLong stay) {
            json.put("since", stay.since().toString());
        } else if (cause instanceof Cause.Stuck stuck) {
            json.put("source", stuck.source());
        } else if (cause instanceof Cause.Child child) {
            json.put("location", child.location());
        } else if (cause instanceof Cause.Parent parent) {
            json.put("location", parent.location());
        } else if (cause instanceof Cause.Locking locking) {
            json.put("owner", locking.owner());
            json.put("location", locking.location());
        }
        return json;
    }

    /** {@return the cause that was written, or {@code null} if it cannot be read} @param json what was written */
    public static @Nullable Cause read(JsonNode json) {
        String source = json.path("source").textValue();
        String location = json.path("location").textValue();
        try {
            return switch (json.path("kind").asText()) {
                case "EVENT" -> new Cause.Event(EventType.valueOf(json.path("type").asText()), text(source),
                        json.path("category").asText());
                case "TIMER" -> new Cause.Timer(text(source));
                case "LEFT" -> new Cause.Left(location, source, Instant.parse(json.path("since").asText()));
                case "STAY" -> new Cause.StayedTooLong(Instant.parse(json.path("since").asText()));
                case "STUCK" -> new Cause.Stuck(text(source));
                case "CHILD" -> new Cause.Child(text(location));
                case "PARENT" -> new Cause.Parent(text(location));
                case "LOCK" -> new Cause.Locking(json.path("owner").asText(), text(location));
                case "RESTORE" -> new Cause.Restore();
                case "CONFIG" -> new Cause.Config();
                default -> null;
            };
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return null;
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
