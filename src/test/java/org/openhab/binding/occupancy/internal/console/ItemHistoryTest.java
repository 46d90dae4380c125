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
package org.openhab.binding.occupancy.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhab.binding.occupancy.internal.replay.recording.ItemChange;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.persistence.FilterCriteria;
import org.openhab.core.types.State;
import org.openhab.core.types.UnDefType;

@DisplayName("The history of an item is read page by page")
class ItemHistoryTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant END = BEGIN.plus(Duration.ofDays(1));
    private static final int MANY = 2 * ItemHistory.PAGE_SIZE + 500;

    private final FakePersistence persistence = new FakePersistence();

    @Test
    void theStateAtTheBeginComesFirst() {
        keep(-86_400, OnOffType.OFF);
        keep(-10, OnOffType.ON);
        keep(60, OnOffType.OFF);
        keep(2 * 86_400, OnOffType.ON);

        assertThat(read(history())).containsExactly(change(0, "ON"), change(60, "OFF"));
    }

    @Test
    void statesThatSayNothingAreStatesToo() {
        keep(60, UnDefType.UNDEF);
        keep(61, UnDefType.NULL);

        assertThat(read(history())).containsExactly(change(60, "UNDEF"), change(61, "NULL"));
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void pagesMakeOneHistory(boolean honoursPages) {
        if (!honoursPages) {
            persistence.ignorePages();
        }
        List<ItemChange> expected = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            keep(1 + i, OnOffType.from(i % 2 == 0));
            expected.add(change(1 + i, i % 2 == 0 ? "ON" : "OFF"));
        }

        assertThat(read(history())).isEqualTo(expected);
        assertThat(persistence.queries).hasSize(4);
        assertThat(persistence.queries).extracting(FilterCriteria::getPageSize)
                .allMatch(size -> size <= ItemHistory.PAGE_SIZE);
    }

    @Test
    void whatHappenedAtOneInstantIsReadOnceAlsoAcrossPages() {
        for (int i = 0; i < ItemHistory.PAGE_SIZE - 1; i++) {
            keep(1, OnOffType.from(i % 2 == 0));
        }
        keep(2, OnOffType.ON);
        keep(2, OnOffType.OFF);
        keep(2, OnOffType.ON);

        assertThat(read(history())).hasSize(ItemHistory.PAGE_SIZE + 2).endsWith(change(2, "ON"), change(2, "OFF"),
                change(2, "ON"));
    }

    @Test
    void moreThanTheLimitIsLeftOutAndToldOf() {
        for (int i = 0; i < 5; i++) {
            keep(60 + i, OnOffType.ON);
        }
        ItemHistory history = new ItemHistory(persistence.service, persistence.aliasQuery, "Pir", BEGIN, END, 3,
                () -> false);

        assertThat(read(history)).hasSize(3);
        assertThat(history.problem())
                .isEqualTo("Pir has more than 3 states; those from 2026-03-01T00:01:03Z on are left out.");
    }

    @Test
    void aServiceThatFailsEndsTheHistoryWithASentence() {
        persistence.breakDown("Pir", new IllegalStateException("no connection"));
        ItemHistory history = history();

        assertThat(read(history)).isEmpty();
        assertThat(history.problem()).isEqualTo("The history of Pir cannot be read: no connection");
        assertThat(history.isMissing()).isFalse();
    }

    @Test
    void anItemThatIsNotKeptIsMissingOneThatWasNotAskedForIsNot() {
        ItemHistory asked = history();
        ItemHistory stopped = new ItemHistory(persistence.service, persistence.aliasQuery, "Pir", BEGIN, END, 100,
                () -> true);

        assertThat(read(asked)).isEmpty();
        assertThat(asked.isMissing()).isTrue();
        int queries = persistence.queries.size();
        assertThat(read(stopped)).isEmpty();
        assertThat(stopped.isMissing()).isFalse();
        assertThat(persistence.queries).hasSize(queries);
    }

    private ItemHistory history() {
        return new ItemHistory(persistence.service, persistence.aliasQuery, "Pir", BEGIN, END, HistoryReplay.MAX_STATES,
                () -> false);
    }

    private void keep(long seconds, State state) {
        persistence.keep("Pir", BEGIN.plusSeconds(seconds), state);
    }

    private static ItemChange change(long seconds, String state) {
        return new ItemChange(BEGIN.plusSeconds(seconds), "Pir", state);
    }

    private static List<ItemChange> read(ItemHistory history) {
        List<ItemChange> all = new ArrayList<>();
        for (ItemChange change = history.next(); change != null; change = history.next()) {
            all.add(change);
        }
        return all;
    }
}
