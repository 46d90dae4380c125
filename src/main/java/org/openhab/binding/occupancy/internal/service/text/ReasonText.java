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
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Kind;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Reason;
import org.openhab.binding.occupancy.internal.engine.model.ExplanationText;
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

    /** {@return when texts with times have to be made anew, because another day has begun} @param now the present */
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
        return state(
                explanation.ignoring(
                        explanation.ignored().stream().filter(reason -> !ADVICE.contains(reason.kind())).toList()),
                words(names, now), lockers);
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
        ExplanationText words = words(names, now);
        return words.andEnds(state(explanation, words, lockers), explanation);
    }

    private String state(Explanation explanation, ExplanationText words, Set<String> lockers) {
        String text = words.state(explanation);
        String others = otherLockers(explanation, lockers);
        return others.isEmpty() ? text : texts.text("reason.locked-too", text, others);
    }

    private ExplanationText words(BiFunction<String, Reason, String> names, Instant now) {
        return new ExplanationText(texts::pattern,
                (location, reason) -> isLockOfUser(reason) ? "" : Printable.brief(names.apply(location, reason)),
                instant -> instant == null ? "" : texts.time(instant, now));
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
     * {@return whether a reason is the lock that the channels set: its owner is the name of a setting, not of anybody}
     */
    private static boolean isLockOfUser(Reason reason) {
        return (reason.kind() == Kind.LOCK || reason.kind() == Kind.LOCK_ENDS)
                && OccupancyBindingConstants.LOCK_OWNER_USER.equals(reason.name());
    }
}
