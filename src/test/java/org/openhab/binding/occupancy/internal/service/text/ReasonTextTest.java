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

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.*;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Kind;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Reason;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.core.i18n.LocaleProvider;
import org.openhab.core.i18n.TimeZoneProvider;
import org.openhab.core.i18n.TranslationProvider;

/**
 * What the reasons read like.
 */
class ReasonTextTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final Map<String, String> TEXTS = Map.of("reason.occupied", "Occupied: {0}.", "reason.ends",
            "{0} It ends when {1}.", "reason.STAY", "nobody was seen leaving", "reason.TIME_PASSES", "{0} runs out",
            "reason.TIME_PASSES.unnamed", "time runs out", "reason.vacant", "Vacant: {0}.", "reason.but",
            "{0} But: {1}.", "reason.NO_EVIDENCE", "nothing tells of anybody", "reason.STUCK",
            "{0} has reported since {2}", "reason.NO_EXIT", "no exit is known");
    private static final Map<String, String> LOCKS = Map.of("reason.LOCK", "locked (by {0})", "reason.LOCK.unnamed",
            "locked by hand", "reason.LOCK.KEEP_OCCUPIED", "kept occupied (by {0})", "reason.LOCK.KEEP_OCCUPIED.vacant",
            "kept occupied once somebody comes (by {0})", "reason.LOCK_ENDS", "the lock (by {0}) is removed",
            "reason.LOCK_ENDS.unnamed", "the lock that was set by hand is removed");
    private static final Map<String, String> CONDITIONS = Map.of("reason.and", "{0} and {1}", "reason.or", "{0} or {1}",
            "reason.HOLD", "{0} reports somebody", "reason.SOURCE_ENDS", "{0} reports nobody", "reason.SOMEBODY_LEAVES",
            "somebody is seen leaving", "reason.CHILD_ENDS", "{0} becomes vacant");

    private final TranslationProvider translations = mock(TranslationProvider.class);
    private final LocaleProvider locales = mock(LocaleProvider.class);
    private final TimeZoneProvider zones = mock(TimeZoneProvider.class);

    ReasonTextTest() {
        when(locales.getLocale()).thenReturn(Locale.ENGLISH);
        when(zones.getTimeZone()).thenReturn(ZoneOffset.UTC);
        when(translations.getText(any(), any(), any(), any())).thenAnswer(call -> text(call.getArgument(1)));
        when(translations.getText(any(), any(), any(), any(), any(Object[].class))).thenAnswer(call -> {
            String text = text(call.getArgument(1));
            Object[] all = call.getArguments();
            for (int i = 4; text != null && i < all.length; i++) {
                text = text.replace("{" + (i - 4) + "}", String.valueOf(all[i]));
            }
            return text;
        });
    }

    @Test
    void timeThatBelongsToNoSourceIsSaidWithoutAName() {
        Reason stay = new Reason(Kind.STAY, null, null, null, null);
        Reason time = new Reason(Kind.TIME_PASSES, null, null, null, null);
        Explanation explanation = new Explanation("kitchen", true, null, false, List.of(stay), List.of(),
                List.of(time));

        assertThat(new ReasonText(new Texts(translations, locales, zones, null)).longText(explanation,
                (location, reason) -> "", Set.of(), NOW))
                .isEqualTo("Occupied: nobody was seen leaving. It ends when time runs out.");
    }

    /** "A; B" left open whether one of them is enough. */
    @Test
    void whatEndsItSaysWhetherAllOfItIsNeededOrOne() {
        Reason radar = new Reason(Kind.HOLD, "Radar", null, null, null);
        Reason time = new Reason(Kind.TIME_PASSES, null, null, null, null);
        Reason leaves = new Reason(Kind.SOMEBODY_LEAVES, null, null, null, null);
        Reason radarEnds = new Reason(Kind.SOURCE_ENDS, "Radar", null, null, null);
        Reason bath = new Reason(Kind.CHILD_ENDS, "Bath", null, null, null);

        assertThat(ends(radar, leaves, time)).isEqualTo("somebody is seen leaving or time runs out");
        assertThat(ends(radar, radarEnds, bath)).isEqualTo("Radar reports nobody and Bath becomes vacant");
        assertThat(ends(radar, leaves, time, radarEnds, bath))
                .isEqualTo("somebody is seen leaving or time runs out, Radar reports nobody, and Bath becomes vacant");
    }

    private String ends(Reason because, Reason... ends) {
        String prefix = "Occupied: Radar reports somebody. It ends when ";
        Explanation explanation = new Explanation("home", true, null, true, List.of(because), List.of(), List.of(ends));
        String text = new ReasonText(new Texts(translations, locales, zones, null)).longText(explanation,
                (location, reason) -> reason.name() == null ? "" : String.valueOf(reason.name()), Set.of(), NOW);
        assertThat(text).startsWith(prefix).endsWith(".");
        return text.substring(prefix.length(), text.length() - 1);
    }

    @Test
    void whatLastsTooLongIsSaidWithItsBeginning() {
        Reason nobody = new Reason(Kind.NO_EVIDENCE, null, null, null, null);
        Reason stuck = new Reason(Kind.STUCK, "pir", "motion", null, NOW.minusSeconds(3600));
        Explanation explanation = new Explanation("kitchen", false, null, false, List.of(nobody), List.of(stuck),
                List.of());

        Texts texts = new Texts(translations, locales, zones, null);
        assertThat(new ReasonText(texts).shortText(explanation,
                (location, reason) -> reason.name() == null ? "" : "Motion", Set.of(), NOW))
                .isEqualTo("Vacant: nothing tells of anybody. But: Motion has reported since "
                        + texts.time(NOW.minusSeconds(3600), NOW) + ".");
    }

    /** A home without a contact at the front door would carry the advice on its channel for ever. */
    @Test
    void whatWouldMakeItSurerIsSaidToWhoAsksOnly() {
        Reason nobody = new Reason(Kind.NO_EVIDENCE, null, null, null, null);
        Reason noExit = new Reason(Kind.NO_EXIT, null, null, null, null);
        Explanation explanation = new Explanation("home", false, null, false, List.of(nobody), List.of(noExit),
                List.of());
        ReasonText reasons = new ReasonText(new Texts(translations, locales, zones, null));

        assertThat(reasons.shortText(explanation, (location, reason) -> "", Set.of(), NOW))
                .isEqualTo("Vacant: nothing tells of anybody.");
        assertThat(reasons.longText(explanation, (location, reason) -> "", Set.of(), NOW))
                .isEqualTo("Vacant: nothing tells of anybody. But: no exit is known.");
    }

    /** It read "Vacant: ...; kept occupied by a lock", of which only one can be true. */
    @Test
    void aLockThatKeepsOccupiedWaitsInAVacantLocation() {
        Reason nobody = new Reason(Kind.NO_EVIDENCE, null, null, null, null);
        Reason lock = new Reason(Kind.LOCK, "party", null, null, null, null, LockMode.KEEP_OCCUPIED);
        ReasonText text = new ReasonText(new Texts(translations, locales, zones, null));

        assertThat(List.of(true, false).stream()
                .map(occupied -> text.shortText(
                        new Explanation("kitchen", occupied, null, false,
                                occupied ? List.of(lock) : List.of(nobody, lock), List.of(), List.of()),
                        (location, reason) -> String.valueOf(reason.name()), Set.of("party"), NOW)))
                .containsExactly("Occupied: kept occupied (by party).",
                        "Vacant: nothing tells of anybody; kept occupied once somebody comes (by party).");
    }

    @Test
    void theLockOfTheChannelsHasNoOwnerThatAnybodyKnows() {
        ReasonText reasons = new ReasonText(new Texts(translations, locales, zones, null));
        for (String owner : List.of("user", "party")) {
            Explanation explanation = new Explanation("kitchen", false, null, false,
                    List.of(new Reason(Kind.LOCK, owner, null, null, null)), List.of(),
                    List.of(new Reason(Kind.LOCK_ENDS, owner, null, null, null)));
            assertThat(
                    reasons.longText(explanation, (location, reason) -> String.valueOf(reason.name()), Set.of(), NOW))
                    .isEqualTo("user".equals(owner)
                            ? "Vacant: locked by hand. It ends when the lock that was set by hand is removed."
                            : "Vacant: locked (by party). It ends when the lock (by party) is removed.");
        }
    }

    private static String text(String key) {
        return TEXTS.getOrDefault(key, LOCKS.getOrDefault(key, CONDITIONS.get(key)));
    }
}
