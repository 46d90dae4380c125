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
package org.openhab.binding.occupancy.internal.replay.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;
import org.openhab.binding.occupancy.internal.engine.model.EngineResult;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.RestoreResult;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.engine.model.Transition;
import org.openhab.binding.occupancy.internal.replay.JsonErrors;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.home.HomeException;
import org.openhab.binding.occupancy.internal.replay.home.HomeParser;
import org.openhab.binding.occupancy.internal.source.ItemState;
import org.openhab.binding.occupancy.internal.source.OccupancyModel;
import org.openhab.binding.occupancy.internal.source.Suggestion;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Answers requests to a home. A request is a line with one JSON object, and so is its answer. No request makes it
 * throw.
 */
@NonNullByDefault
public final class LineProtocol {

    private static final List<String> OPS = List.of("event", "item", "advance", "state", "export", "restore", "explain",
            "configure");

    private static final ObjectMapper MAPPER = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final OccupancyModel model = new OccupancyModel();
    /**
     * Transitions that happened during a request whose answer has no field for them; they are told with the next one
     * that has.
     */
    private final List<Transition> untold = new ArrayList<>();

    /**
     * @param home the locations and sources to begin with; all vacant
     */
    public LineProtocol(Home home) {
        model.configureAll(home.locations(), home.sources(), Instant.EPOCH);
    }

    /**
     * @param line a request
     * @return the answer, without an end of line
     */
    public String answer(String line) {
        ObjectNode answer;
        try {
            answer = answer(read(line));
        } catch (ProtocolException e) {
            answer = AnswerWriter.error(e);
        } catch (RejectedException e) {
            answer = AnswerWriter
                    .error(new ProtocolException(e.code().key(), e.field(), String.valueOf(e.getMessage())));
        } catch (HomeException e) {
            answer = AnswerWriter.error(
                    new ProtocolException(e.code(), e.path().isEmpty() ? "home" : "home." + e.path(), e.sentence()));
        } catch (RuntimeException | StackOverflowError e) {
            // A bug here. No line may end the process nevertheless.
            answer = AnswerWriter.error(new ProtocolException(ProtocolException.INTERNAL, null, e.toString()));
        }
        return answer.toString();
    }

    private static JsonNode read(String line) {
        if (line.isBlank()) {
            throw badJson("The line is empty.");
        }
        try (JsonParser parser = MAPPER.createParser(line)) {
            JsonNode json = MAPPER.readTree(parser);
            if (json == null || !json.isObject()) {
                throw badJson("The line is not a JSON object.");
            }
            if (parser.nextToken() != null) {
                throw badJson("There is something after the JSON object.");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw badJson("The line is not JSON: " + JsonErrors.reason(e));
        } catch (NumberFormatException e) {
            throw badJson("The line is not JSON: a number in it is too large.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProtocolException badJson(String message) {
        return new ProtocolException(ProtocolException.BAD_JSON, null, message);
    }

    private ObjectNode answer(JsonNode json) {
        Request request = new Request(json);
        String op = request.requiredText("op");
        return switch (op) {
            case "event" -> event(request);
            case "item" -> item(request);
            case "advance" -> advance(request);
            case "state" -> state(request);
            case "export" -> export(request);
            case "restore" -> restore(request);
            case "explain" -> explain(request);
            case "configure" -> configure(request);
            default -> throw new ProtocolException(ProtocolException.UNKNOWN_OP, "op",
                    "The op \"" + Printable.brief(op) + "\" is not known" + Suggestion.among(OPS, op));
        };
    }

    private ObjectNode event(Request request) {
        request.allow("at", "location", "type", "category", "source", "occupant", "duration", "sustainOnly", "owner",
                "mode", "scope", "boundary");
        EventType type = request.constant(EventType.class, "type");
        return told(model.handle(new OccupancyEvent(request.text("location"), type, request.text("category"),
                request.text("source"), request.instant("at"), request.text("occupant"), request.duration("duration"),
                request.flag("sustainOnly"), request.text("owner"), request.constant(LockMode.class, "mode"),
                request.constant(Scope.class, "scope"), request.constant(BoundaryChange.class, "boundary"))));
    }

    private ObjectNode item(Request request) {
        request.allow("at", "item", "state");
        Instant at = request.requiredInstant("at");
        String item = request.requiredText("item");
        String state = request.text("state");
        if (state == null) {
            throw Request.missing("state");
        }
        if (!model.listensTo(item)) {
            throw new ProtocolException("unknown-item", "item", "No source listens to an item \""
                    + Printable.brief(item) + "\"" + Suggestion.among(model.items(), item));
        }
        return told(model.item(item, ItemState.parse(state), at));
    }

    private ObjectNode advance(Request request) {
        request.allow("at");
        return told(model.advance(request.requiredInstant("at")));
    }

    private ObjectNode state(Request request) {
        request.allow("at", "location");
        String location = request.text("location");
        return AnswerWriter.states(location == null ? model.engine().states() : Map.of(location, known(location)));
    }

    private LocationState known(String location) {
        LocationState state = model.engine().state(location);
        if (state == null) {
            throw new ProtocolException(ProtocolException.UNKNOWN_LOCATION, "location", "There is no location "
                    + Printable.brief(location) + Suggestion.among(model.engine().states().keySet(), location));
        }
        return state;
    }

    private ObjectNode export(Request request) {
        request.allow("at");
        ObjectNode answer = MAPPER.createObjectNode();
        answer.set("snapshot", model.exportState());
        return answer;
    }

    private ObjectNode restore(Request request) {
        request.allow("at", "snapshot");
        RestoreResult restored = model.restoreState(request.requiredNode("snapshot"), request.requiredInstant("at"));
        ObjectNode answer = told(restored.result());
        if (!restored.problems().isEmpty()) {
            answer.set("problems", AnswerWriter.problems(restored.problems()));
        }
        return answer;
    }

    private ObjectNode explain(Request request) {
        request.allow("at", "location");
        String location = request.requiredText("location");
        known(location);
        Instant at = request.instant("at");
        if (at != null) {
            untold.addAll(model.advance(at).transitions());
        }
        Explanation explanation = model.views().explain(location);
        if (explanation == null) {
            throw new IllegalStateException(location);
        }
        return AnswerWriter.explanation(explanation);
    }

    private ObjectNode configure(Request request) {
        request.allow("at", "home");
        Home home = HomeParser.parseRunning(request.requiredNode("home"));
        return told(model.configureAll(home.locations(), home.sources(), request.requiredInstant("at")));
    }

    private ObjectNode told(EngineResult result) {
        List<Transition> transitions = result.transitions();
        if (!untold.isEmpty()) {
            untold.addAll(transitions);
            transitions = List.copyOf(untold);
            untold.clear();
        }
        return AnswerWriter.transitions(transitions, result.nextExpiration());
    }
}
