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

import java.text.MessageFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Reason;

/**
 * Puts an {@link Explanation} into words. The sentences themselves come from outside, by their keys: those of
 * {@code OH-INF/i18n/occupancy.properties} in openHAB, in the user's language; the same with ids and exact times on the
 * command line.
 * <p>
 * A kind of reason has one sentence, {@code reason.KIND}, and finer ones where they read better: for a category of
 * source or a mode of lock ({@code .level}, {@code .FREEZE}), of a vacant location ({@code .vacant}), for a reason
 * without a name ({@code .unnamed}) or of one only ({@code .one}), and with an end ({@code .until}), in this order. A
 * placeholder {@code {0}} is the name,
 * {@code {1}} the end, {@code {2}} the beginning.
 */
@NonNullByDefault
public final class ExplanationText {

    private final Function<String, @Nullable String> sentences;
    private final BiFunction<String, Reason, String> names;
    private final Function<@Nullable Instant, String> times;

    /**
     * @param sentences the pattern of a sentence by its key, as {@link MessageFormat} knows them, or {@code null} if
     *            there is none
     * @param names what the source, location, person or owner of a reason is called, by the id of the location that it
     *            is a reason of; empty if it has no name
     * @param times how to write a time, or that it is not known
     */
    public ExplanationText(Function<String, @Nullable String> sentences, BiFunction<String, Reason, String> names,
            Function<@Nullable Instant, String> times) {
        this.sentences = sentences;
        this.names = names;
        this.times = times;
    }

    /** {@return all of it} @param explanation the reasons */
    public String of(Explanation explanation) {
        return andEnds(state(explanation), explanation);
    }

    /** {@return what it shows and why, and what does not count} @param explanation the reasons */
    public String state(Explanation explanation) {
        Instant until = explanation.until();
        String key = explanation.occupied() ? "reason.occupied" : "reason.vacant";
        key = finer(key, "until", until != null);
        key = finer(key, "held", explanation.held());
        String text = text(key, join(explanation, explanation.because()), until == null ? "" : times.apply(until),
                explanation.location());
        return explanation.ignored().isEmpty() ? text
                : text("reason.but", text, join(explanation, explanation.ignored()));
    }

    /**
     * @param text what was said already
     * @param explanation the reasons
     * @return the same, and what would end it
     */
    public String andEnds(String text, Explanation explanation) {
        return explanation.ends().isEmpty() ? text : text("reason.ends", text, conditions(explanation));
    }

    private String join(Explanation explanation, List<Reason> reasons) {
        return reasons.stream().map(reason -> words(explanation, reason)).collect(Collectors.joining("; "));
    }

    private String conditions(Explanation explanation) {
        List<String> all = new ArrayList<>();
        boolean choice = false;
        for (List<Reason> condition : explanation.conditions()) {
            choice |= condition.size() > 1;
            String one = "";
            for (Reason reason : condition) {
                String words = words(explanation, reason);
                one = one.isEmpty() ? words : text("reason.or", one, words);
            }
            all.add(one);
        }
        int last = all.size() - 1;
        // a comma keeps "a or b, and c" from being read as "a or both"
        return last == 0 ? all.get(0)
                : text("reason.and", String.join(", ", all.subList(0, last)) + (choice ? "," : ""), all.get(last));
    }

    private String words(Explanation explanation, Reason reason) {
        return words(explanation.location(), reason, explanation.ownEnd(reason), explanation.occupied());
    }

    private String words(String location, Reason reason, @Nullable Instant until, boolean occupied) {
        String name = names.apply(location, reason);
        String key = "reason." + reason.kind();
        String inside = reason.name();
        Reason why = reason.why();
        if (why != null && inside != null) {
            // the end is told with the inner reason
            return text(key + ".because", name, words(inside, why, until, occupied));
        }
        // not every source "reports somebody": a stove is above its threshold, a door was opened
        key = finer(key, String.valueOf(reason.variant()), reason.variant() != null);
        // what is to keep it occupied does so only once somebody has come
        key = finer(key, "vacant", !occupied);
        key = finer(key, "unnamed", name.isEmpty());
        key = finer(key, "one", "1".equals(inside));
        key = finer(key, "until", until != null);
        return text(key, name, until == null ? "" : times.apply(until), times.apply(reason.since()));
    }

    private String finer(String key, String addition, boolean applies) {
        String finer = key + "." + addition;
        return applies && sentences.apply(finer) != null ? finer : key;
    }

    private String text(String key, String... arguments) {
        String sentence = sentences.apply(key);
        return sentence == null ? String.join(" ", arguments)
                : new MessageFormat(sentence, Locale.ROOT).format(arguments);
    }
}
