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
package org.openhab.binding.occupancy.internal.service.text;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Kind;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Reason;
import org.openhab.binding.occupancy.internal.engine.model.Printable;

/**
 * Puts explanations into words, in the language of the system and with the labels of the user.
 */
@NonNullByDefault
public final class ReasonText {

    private static final Set<Kind> ADVICE = Set.of(Kind.NO_EXIT, Kind.ONLY_LOCATION);

    private final Texts texts;

    public ReasonText(Texts texts) {
        this.texts = texts;
    }

    /** {@return when times have to be put into words anew, because today is another day} @param now the present */
    public Instant nextDay(Instant now) {
        ZoneId zone = texts.timeZone();
        return now.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    }

    /**
     * @param explanation the reasons
     * @param names what the user calls the source, location, person or owner of a reason, by the id of the location
     *            that it is a reason of
     * @param lockers who has locks that apply
     * @param now the present, to leave out the date of today
     * @return one sentence: why, and what does not count
     */
    public String shortText(Explanation explanation, BiFunction<String, Reason, String> names, Set<String> lockers,
            Instant now) {
        // advice is only for whoever asks why, not for the channel, which would show it all the time
        return text(explanation,
                explanation.ignored().stream().filter(reason -> !ADVICE.contains(reason.kind())).toList(), names,
                lockers, now);
    }

    private String text(Explanation explanation, List<Reason> ignored, BiFunction<String, Reason, String> names,
            Set<String> lockers, Instant now) {
        String because = join(explanation, explanation.because(), names, now);
        Instant until = explanation.until();
        String text = !explanation.occupied() ? texts.text("reason.vacant", because)
                : until == null ? texts.text("reason.occupied", because)
                        : texts.text("reason.occupied.until", because, texts.time(until, now));
        if (!ignored.isEmpty()) {
            text = texts.text("reason.but", text, join(explanation, ignored, names, now));
        }
        String others = otherLockers(explanation, lockers);
        return others.isEmpty() ? text : texts.text("reason.locked-too", text, others);
    }

    /** {@return the owners of other locks that make no difference at the moment: the channels cannot remove them} */
    private static String otherLockers(Explanation explanation, Set<String> lockers) {
        Set<String> named = explanation.because().stream().filter(reason -> reason.kind() == Kind.LOCK)
                .map(reason -> String.valueOf(reason.name())).collect(Collectors.toSet());
        return lockers.stream()
                .filter(owner -> !named.contains(owner) && !OccupancyBindingConstants.LOCK_OWNER_USER.equals(owner))
                .map(Printable::brief).collect(Collectors.joining(", "));
    }

    /**
     * @param explanation the reasons
     * @param names what the user calls the source, location, person or owner of a reason, by the id of the location
     *            that it is a reason of
     * @param lockers who has locks that apply
     * @param now the present, to leave out the date of today
     * @return sentences: why, what does not count, what would make it surer, and what would end it
     */
    public String longText(Explanation explanation, BiFunction<String, Reason, String> names, Set<String> lockers,
            Instant now) {
        String text = text(explanation, explanation.ignored(), names, lockers, now);
        return explanation.ends().isEmpty() ? text
                : texts.text("reason.ends", text, conditions(explanation, names, now));
    }

    private String conditions(Explanation explanation, BiFunction<String, Reason, String> names, Instant now) {
        List<String> all = new ArrayList<>();
        boolean choice = false;
        for (List<Reason> condition : explanation.conditions()) {
            choice |= condition.size() > 1;
            String one = "";
            for (Reason reason : condition) {
                String words = words(explanation, reason, names, now);
                one = one.isEmpty() ? words : texts.text("reason.or", one, words);
            }
            all.add(one);
        }
        int last = all.size() - 1;
        // a comma keeps "a or b, and c" from being read as "a or both"
        return last == 0 ? all.get(0)
                : texts.text("reason.and", String.join(", ", all.subList(0, last)) + (choice ? "," : ""),
                        all.get(last));
    }

    private String words(Explanation explanation, Reason reason, BiFunction<String, Reason, String> names,
            Instant now) {
        return words(explanation.location(), reason, explanation.ownEnd(reason), names, now);
    }

    /**
     * {@return whether a reason is the lock that the channels set: its owner is the name of a setting, not of anybody}
     */
    private static boolean isLockOfUser(Reason reason) {
        return (reason.kind() == Kind.LOCK || reason.kind() == Kind.LOCK_ENDS)
                && OccupancyBindingConstants.LOCK_OWNER_USER.equals(reason.name());
    }

    private String join(Explanation explanation, List<Reason> reasons, BiFunction<String, Reason, String> names,
            Instant now) {
        return reasons.stream().map(reason -> words(explanation, reason, names, now)).collect(Collectors.joining("; "));
    }

    private String words(String location, Reason reason, @Nullable Instant until,
            BiFunction<String, Reason, String> names, Instant now) {
        String name = isLockOfUser(reason) ? "" : Printable.brief(names.apply(location, reason));
        String key = "reason." + reason.kind();
        String inside = reason.name();
        Reason why = reason.why();
        if (why != null && inside != null) {
            // the end is told with the inner reason
            return texts.text(key + ".because", name, words(inside, why, until, names, now));
        }
        // not every source "reports somebody": a stove is above its threshold, a door was opened
        if (reason.variant() != null && texts.has(key + "." + reason.variant())) {
            key += "." + reason.variant();
        }
        if (name.isEmpty() && texts.has(key + ".unnamed")) {
            key += ".unnamed";
        }
        Instant since = reason.since();
        String begin = since == null ? "" : texts.time(since, now);
        return until != null && texts.has(key + ".until")
                ? texts.text(key + ".until", name, texts.time(until, now), begin)
                : texts.text(key, name, "", begin);
    }
}
