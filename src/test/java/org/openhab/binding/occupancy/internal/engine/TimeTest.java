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
package org.openhab.binding.occupancy.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openhab.binding.occupancy.internal.engine.Home.at;
import static org.openhab.binding.occupancy.internal.engine.Home.seconds;

import java.util.List;
import java.util.Map;
import java.util.Random;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.EngineResult;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Transition;

/**
 * Nothing that falls due is missed, nothing happens early, and time never goes back.
 */
@NonNullByDefault
class TimeTest {

    private final Home home = new Home().location("house").child("room", "house").child("bath", "house");

    @Test
    void evidenceIsOverAtTheVeryInstantOfItsEnd() {
        home.momentary("room", "pir", 0, 10).advance(9.999);
        assertThat(home.occupied("room")).isTrue();
        assertThat(home.told).isEmpty();
        home.advance(10);
        assertThat(home.occupied("room")).isFalse();
    }

    @Test
    void theNextExpirationIsTheEarliestOfAll() {
        home.momentary("room", "pir", 0, 50).momentary("bath", "pir", 0, 20);
        home.handle(OccupancyEvent.lock("house", "party", LockMode.KEEP_OCCUPIED, at(0)).withDuration(seconds(30)));
        assertThat(home.engine.nextExpiration()).isEqualTo(at(20));
        EngineResult result = home.engine.advance(at(20));
        assertThat(result.nextExpiration()).isEqualTo(at(30));
        assertThat(home.engine.advance(at(30)).nextExpiration()).isEqualTo(at(50));
        assertThat(home.engine.advance(at(50)).nextExpiration()).isNull();
    }

    @Test
    void aHostThatWakesLateGetsTheSameHistory() {
        home.momentary("room", "pir", 0, 50).momentary("bath", "pir", 0, 20).momentary("house", "pir", 0, 30)
                .advance(1000);
        assertThat(home.told).extracting(Transition::at).containsExactly(at(20), at(30), at(50), at(50));
        assertThat(home.toldLocations()).containsExactly("bath", "house", "room", "house");
        assertThat(home.engine.lastChange("bath")).isEqualTo(at(20));
    }

    @Test
    void whatIsDueBeforeAnEventIsAppliedBeforeIt() {
        home.momentary("room", "pir", 0, 10).momentary("room", "pir", 30, 10);
        assertThat(home.told).extracting(Transition::at).containsExactly(at(10), at(10), at(30), at(30));
        assertThat(home.flips("room")).isEqualTo(Map.of(0.0, true, 10.0, false, 30.0, true));
    }

    @Test
    void anEventAtTheInstantOfAnEndIsOneTransition() {
        home.momentary("room", "pir", 0, 10).momentary("room", "pir", 10, 5);
        assertThat(home.toldLocations()).containsExactly("room", "house");
        assertThat(home.told("room").flipped()).isFalse();
        assertThat(home.told("room").cause()).isEqualTo(new Cause.Event(EventType.MOMENTARY, "pir", "motion"));
        assertThat(home.until("house")).isEqualTo(at(15));
    }

    @Test
    void whatEndsAtTheInstantOfAnEventButChangesNothingIsNoCause() {
        home.location("house", house -> house.linger(seconds(5)));
        home.momentary("room", "pir", 0, 10).momentary("house", "pir", 11, 100).momentary("room", "pir", 15, 200);
        assertThat(home.told("house").cause()).isEqualTo(new Cause.Child("room"));
    }

    @Test
    void sustainOnlyEvidenceDoesNotBridgeAnEndAtTheVeryInstant() {
        home.momentary("room", "pir", 0, 10);
        home.handle(OccupancyEvent.holdStart("room", "tv", "media", at(10)).withSustainOnly(true));
        assertThat(home.occupied("room")).as("at its end the evidence is over").isFalse();
    }

    @Test
    void anEarlierTimeCountsAsTheLatestSeen() {
        home.advance(100).momentary("room", "pir", 50, 10);
        assertThat(home.until("room")).isEqualTo(at(110));
        assertThat(home.told("room").at()).isEqualTo(at(100));
        home.advance(60);
        assertThat(home.occupied("room")).isTrue();
    }

    @Test
    void settingTheClockMovesAllThatIsPending() {
        home.location("house", house -> house.linger(seconds(7)));
        home.momentary("bath", "pir", 0, 1).advance(2);
        assertThat(home.until("house")).isEqualTo(at(8));
        home.momentary("room", "pir", 3, 10).hold("bath", "radar", 4);
        home.handle(OccupancyEvent.sourceLost("bath", "radar", "presence", at(5)).withDuration(seconds(95)));
        home.handle(OccupancyEvent.lock("room", "party", LockMode.KEEP_VACANT, at(6)).withDuration(seconds(34)));
        EngineResult result = home.engine.shift(seconds(3600));
        assertThat(result.nextExpiration()).isEqualTo(at(3613));
        assertThat(result.transitions()).isNotEmpty().allMatch(t -> t.cause().equals(new Cause.Config()))
                .allMatch(t -> t.at().equals(at(3606)));
        assertThat(home.until("room")).isEqualTo(at(3613));
        assertThat(home.until("bath")).isEqualTo(at(3700));
        assertThat(home.until("house")).isEqualTo(at(3707));
        assertThat(home.state("room").locks().get(0).until()).isEqualTo(at(3640));
        home.engine.shift(seconds(-3600));
        assertThat(home.until("room")).isEqualTo(at(13));
        home.momentary("bath", "pir", 6.5, 1);
        assertThat(home.source("bath", "pir").until()).as("the clock was set back").isEqualTo(at(7.5));
    }

    @Test
    void settingTheClockMovesALingerToo() {
        home.location("house", house -> house.linger(seconds(7)));
        home.momentary("room", "pir", 0, 1).advance(2);
        home.engine.shift(seconds(-1));
        assertThat(home.until("house")).isEqualTo(at(7));
        assertThat(home.engine.nextExpiration()).isEqualTo(at(7));
    }

    @Test
    void aClockSetBeforeAnythingHappenedDoesNoHarm() {
        Home fresh = new Home(new OccupancyEngine());
        assertThat(fresh.engine.shift(seconds(5)).transitions()).isEmpty();
        fresh.location("room").momentary("room", "pir", 0, 10);
        assertThat(fresh.until("room")).isEqualTo(at(10));
    }

    @Test
    void manyTimersOfOneInstantEndTogether() {
        for (int i = 0; i < 100; i++) {
            home.child("desk" + i, "room").momentary("desk" + i, "pir", i / 100.0, 10 - i / 100.0);
        }
        home.advance(10);
        assertThat(home.told).hasSize(102);
        assertThat(home.told).extracting(Transition::at).containsOnly(at(10));
        assertThat(home.toldLocations()).endsWith("room", "house");
        assertThat(home.occupied("house")).isFalse();
    }

    @Test
    void manyTimersEndInTheOrderOfTheirInstants() {
        int many = 500;
        for (int i = 0; i < many; i++) {
            home.child("desk" + i, "room").momentary("desk" + i, "pir", 0, 1 + (i * 37) % many);
        }
        for (int i = 0; i < many; i += 3) {
            home.momentary("desk" + i, "pir", 0.5, 1000 + i);
        }
        home.advance(900);
        List<Transition> ends = home.told.stream().filter(Transition::flipped).toList();
        assertThat(ends).hasSize(many - (many + 2) / 3);
        assertThat(ends).extracting(Transition::at).isSorted();
        assertThat(home.engine.nextExpiration()).isEqualTo(at(1000.5));
    }

    @Test
    void theSameInputsGiveTheSameOutputsByteForByte() {
        assertThat(told(new Random(7))).isEqualTo(told(new Random(7))).isNotEqualTo(told(new Random(8)));
    }

    private static String told(Random random) {
        Script script = ScriptGenerator.script(random, 500);
        ScriptRunner runner = new ScriptRunner(new OccupancyEngine());
        StringBuilder text = new StringBuilder();
        script.steps().forEach(step -> text.append(runner.run(step)).append('\n'));
        return text.append(runner.engine().export()).append(runner.engine().states()).toString();
    }
}
