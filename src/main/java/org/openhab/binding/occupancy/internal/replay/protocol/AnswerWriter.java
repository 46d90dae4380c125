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

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.CauseJson;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.SnapshotProblem;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.StateField;
import org.openhab.binding.occupancy.internal.engine.model.Transition;
import org.openhab.binding.occupancy.internal.replay.text.EnglishExplanation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes the engine's results as JSON. Instants are ISO-8601 with {@code Z}; a missing value is {@code null}.
 */
@NonNullByDefault
public final class AnswerWriter {

    private AnswerWriter() {
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** {@return the answer of a call that can change something} */
    static ObjectNode transitions(List<Transition> transitions, @Nullable Instant nextExpiration) {
        ObjectNode json = object();
        ArrayNode list = json.putArray("transitions");
        transitions.forEach(transition -> list.add(transition(transition)));
        return json.put("nextExpiration", text(nextExpiration));
    }

    /** {@return a transition: the state after it, what changed and why} */
    public static ObjectNode transition(Transition transition) {
        ObjectNode json = object();
        json.put("location", transition.location());
        json.put("at", text(transition.at()));
        json.setAll(state(transition.after()));
        ArrayNode changed = json.putArray("changed");
        for (StateField field : transition.changed()) {
            changed.add(field.key());
        }
        json.set("cause", CauseJson.write(transition.cause()));
        return json;
    }

    /** {@return the states of locations, by id} */
    static ObjectNode states(Map<String, LocationState> states) {
        ObjectNode json = object();
        ObjectNode byId = json.putObject("state");
        states.forEach((id, state) -> byId.set(id, state(state)));
        return json;
    }

    /** {@return what a location shows} */
    public static ObjectNode state(LocationState state) {
        ObjectNode json = object();
        json.put("occupied", state.occupied());
        json.put("occupiedUntil", text(state.occupiedUntil()));
        json.put("held", state.held());
        addAll(json.putArray("occupants"), state.occupants());
        ArrayNode sources = json.putArray("sources");
        state.sources().forEach(source -> sources.add(source(source)));
        ArrayNode locks = json.putArray("locks");
        state.locks().forEach(lock -> locks.add(lock(lock)));
        return json;
    }

    private static ObjectNode source(SourceState source) {
        ObjectNode json = object();
        json.put("source", source.source());
        json.put("category", source.category());
        json.put("hold", source.hold());
        json.put("until", text(source.until()));
        json.put("occupant", source.occupant());
        json.put("sustainOnly", source.sustainOnly());
        return json.put("trust", source.trust().name());
    }

    private static ObjectNode lock(Lock lock) {
        ObjectNode json = object();
        json.put("owner", lock.owner());
        json.put("mode", lock.mode().name());
        json.put("scope", lock.scope().name());
        return json.put("until", text(lock.until()));
    }

    /** {@return why a location is as it is} */
    static ObjectNode explanation(Explanation explanation) {
        ObjectNode answer = object();
        ObjectNode json = answer.putObject("explanation");
        json.put("location", explanation.location());
        json.put("occupied", explanation.occupied());
        json.put("until", text(explanation.until()));
        json.put("held", explanation.held());
        reasons(json.putArray("because"), explanation.because());
        reasons(json.putArray("ignored"), explanation.ignored());
        reasons(json.putArray("ends"), explanation.ends());
        json.put("text", EnglishExplanation.of(explanation));
        return answer;
    }

    private static void reasons(ArrayNode list, List<Explanation.Reason> reasons) {
        reasons.forEach(reason -> reason(list.addObject(), reason));
    }

    private static void reason(ObjectNode json, Explanation.Reason reason) {
        json.put("kind", reason.kind().name());
        json.put("name", reason.name());
        json.put("category", reason.variant());
        json.put("until", text(reason.until()));
        json.put("since", text(reason.since()));
        Explanation.Reason why = reason.why();
        if (why != null) {
            reason(json.putObject("why"), why);
        }
    }

    /** {@return what of a snapshot was skipped} */
    static ArrayNode problems(List<SnapshotProblem> problems) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (SnapshotProblem problem : problems) {
            list.addObject().put("path", problem.path()).put("message", problem.message());
        }
        return list;
    }

    /** {@return a refusal} */
    static ObjectNode error(ProtocolException error) {
        ObjectNode json = object();
        json.putObject("error").put("code", error.code()).put("field", error.field()).put("message",
                error.getMessage());
        return json;
    }

    private static void addAll(ArrayNode list, Collection<String> texts) {
        texts.forEach(list::add);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
