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
package org.openhab.binding.occupancy.internal.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.core.library.types.DecimalType;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.types.UnDefType;

@DisplayName("Which sensors are believed")
class BelievedTest extends OneRoom {

    @BeforeEach
    void start() {
        Stream.of("Pir", "Second_Pir").forEach(item -> openHab.item(item, "Switch", OnOffType.OFF));
        openHab.item("People", "Number", new DecimalType(0));
        serve();
    }

    private void restart() {
        openHab.deactivate();
        startAgain();
    }

    /** Somebody says that nobody is there, and then corrects of which type the sensor is. */
    @Test
    void anotherTypeOfTheSameSensorDoesNotUndoWhoSaidThatNobodyIsThere() {
        room.source("radar", "presence", "item", "Pir").start();
        openHab.send("Pir", OnOffType.ON);
        assertThat(room.occupied()).isTrue();
        room.command("occupancy", OnOffType.OFF);
        room.removeSource("radar").source("radar", "motion", "item", "Pir").edited();
        assertThat(room.occupied()).isFalse();
        openHab.send("Pir", OnOffType.OFF);
        openHab.send("Pir", OnOffType.ON);
        assertThat(room.occupied()).isTrue();
    }

    /** Nor does it tell that somebody came or went. */
    @Test
    void anotherTypeOfTheSameSensorHoldsAsThatTypeDoes() {
        room.source("radar", "motion", "item", "Pir").set("vacancy", "DEPARTURE").start();
        openHab.send("Pir", OnOffType.ON);
        String noticed = room.state("last-activity");
        openHab.pass(Duration.ofHours(3));
        room.removeSource("radar").source("radar", "presence", "item", "Pir").edited();
        assertThat(room.state("last-activity")).isEqualTo(noticed);
        openHab.pass(Duration.ofHours(12));
        assertThat(room.occupied()).as("somebody sits still for a radar").isTrue();
        openHab.send("Pir", OnOffType.OFF);
        openHab.pass(Duration.ofHours(5));
        assertThat(room.occupied()).isFalse();
    }

    // ---------------------------------------------------------------------------------- another item, other limits

    private void active(String limit, Duration time) {
        room.source("pir", "motion", "item", "Pir", "maxActive", limit).set("vacancy", "TIMEOUT").start();
        openHab.send("Pir", OnOffType.ON);
        openHab.pass(time);
    }

    private void exchange() {
        openHab.send("Second_Pir", OnOffType.ON);
        room.removeSource("pir").source("pir", "motion", "item", "Second_Pir", "maxActive", "1h");
    }

    @Test
    void aNewSensorInThePlaceOfAStuckOneCounts() {
        active("1h", Duration.ofHours(2));
        assertThat(room.state("pir")).isEqualTo("OFF");
        exchange();
        room.edited();
        assertThat(room.state("pir")).isEqualTo("ON");
        assertThat(room.occupied()).isTrue();
        assertThat(room.sentence()).isEmpty();
    }

    @Test
    void aNewSensorInThePlaceOfAStuckOneCountsAlsoAfterARestart() {
        active("1h", Duration.ofHours(2));
        openHab.deactivate();
        exchange();
        startAgain();
        assertThat(room.state("pir")).isEqualTo("ON");
        assertThat(room.sentence()).isEmpty();
    }

    @Test
    void howLongASensorHasBeenActiveSaysNothingOfTheOneThatReplacesIt() {
        active("1h", Duration.ofMinutes(59));
        exchange();
        room.edited();
        openHab.pass(Duration.ofMinutes(59));
        assertThat(room.state("pir")).isEqualTo("ON");
        openHab.pass(Duration.ofMinutes(2));
        assertThat(room.state("pir")).as("active for longer than an hour itself").isEqualTo("OFF");
        assertThat(room.sentence()).contains("Second_Pir", "8:59");
    }

    @Test
    void aNewSensorCountsInThePlaceOfOneThatNobodyCanHaveMovedInFrontOfForSoLong() {
        room.source("pir", "motion", "item", "Pir").set("vacancy", "DEPARTURE").start();
        openHab.send("Pir", OnOffType.ON);
        openHab.pass(Duration.ofHours(6));
        assertThat(room.occupied()).isFalse();
        openHab.send("Second_Pir", OnOffType.ON);
        room.removeSource("pir").source("pir", "motion", "item", "Second_Pir").edited();
        assertThat(room.occupied()).isTrue();
    }

    @Test
    void aSensorThatMayBeActiveForLongerNowCountsAgain() {
        active("1h", Duration.ofHours(2));
        room.removeSource("pir").source("pir", "motion", "item", "Pir", "maxActive", "10h").edited();
        assertThat(room.occupied()).isTrue();
        assertThat(room.sentence()).isEmpty();
        restart();
        openHab.pass(Duration.ofHours(7));
        assertThat(room.occupied()).isTrue();
        openHab.pass(Duration.ofHours(1).plusMinutes(1));
        assertThat(room.occupied()).as("active for ten hours").isFalse();
        assertThat(room.sentence()).contains("8:00", "10h");
    }

    @Test
    void aLimitThatWasRaisedWhileTheAddOnDidNotRunCountsAsWell() {
        active("1h", Duration.ofHours(2));
        openHab.deactivate();
        room.removeSource("pir").source("pir", "motion", "item", "Pir", "maxActive", "10h");
        startAgain();
        assertThat(room.occupied()).isTrue();
        assertThat(room.sentence()).isEmpty();
    }

    @Test
    void theSentenceOfAStuckSensorNamesTheLimitOfToday() {
        active("1h", Duration.ofHours(5));
        assertThat(room.sentence()).contains("1h");
        room.removeSource("pir").source("pir", "motion", "item", "Pir", "maxActive", "3h").edited();
        assertThat(room.occupied()).isFalse();
        assertThat(room.sentence()).contains("3h").doesNotContain("1h");
    }

    @Test
    void aSensorThatMayNotBeActiveForSoLongAnyMoreIsGivenUp() {
        active("10h", Duration.ofHours(2));
        room.removeSource("pir").source("pir", "motion", "item", "Pir", "maxActive", "1h").edited();
        assertThat(room.occupied()).isFalse();
        assertThat(room.sentence()).contains("8:00", "1h");
    }

    // -------------------------------------------------------------------------------------- silent is not stuck

    @Test
    void whoComesBackAfterALongSilenceCountsAgain() {
        room.set("vacancy", "DEPARTURE").source("pir", "motion", "item", "Pir").start();
        openHab.send("Pir", OnOffType.ON);
        openHab.pass(Duration.ofMinutes(1));
        openHab.send("Pir", UnDefType.UNDEF);
        openHab.pass(Duration.ofHours(6));
        assertThat(room.occupied()).isFalse();
        openHab.send("Pir", OnOffType.ON);
        assertThat(room.occupied()).isTrue();
        assertThat(room.state("reason")).contains("reports somebody").doesNotContain("without a break");
        openHab.pass(Duration.ofHours(5));
        assertThat(room.occupied()).as("without a break for hours").isFalse();
        assertThat(room.state("reason")).contains("without a break");
    }

    @Test
    void theTimeOfASilenceIsNotHowLongASensorHasBeenActive() {
        active("30m", Duration.ofMinutes(20));
        openHab.send("Pir", UnDefType.UNDEF);
        openHab.pass(Duration.ofHours(3));
        assertThat(room.sentence()).as("it has not been active for long").isEmpty();
        assertThat(room.state("reason")).doesNotContain("without a break");
        openHab.send("Pir", OnOffType.ON);
        openHab.pass(Duration.ofMinutes(9));
        assertThat(room.occupied()).isTrue();
        assertThat(room.sentence()).isEmpty();
        openHab.pass(Duration.ofMinutes(2));
        assertThat(room.occupied()).as("20 minutes and 11 are more than 30").isFalse();
        assertThat(room.sentence()).contains("30m");
    }

    @Test
    void aRestartInTheMiddleOfASilenceMakesNoDifference() {
        active("30m", Duration.ofMinutes(20));
        openHab.send("Pir", UnDefType.UNDEF);
        openHab.pass(Duration.ofHours(1));
        restart();
        openHab.pass(Duration.ofHours(1));
        openHab.send("Pir", OnOffType.ON);
        openHab.pass(Duration.ofMinutes(9));
        assertThat(room.occupied()).isTrue();
        openHab.pass(Duration.ofMinutes(2));
        assertThat(room.occupied()).isFalse();
    }

    @Test
    void aSensorThatIsLostForAMomentIsStillGivenUpInTheEnd() {
        room.set("vacancy", "DEPARTURE").source("pir", "motion", "item", "Pir").start();
        openHab.send("Pir", OnOffType.ON);
        for (int hour = 0; hour < 10; hour++) {
            openHab.pass(Duration.ofHours(1));
            openHab.send("Pir", UnDefType.UNDEF);
            openHab.pass(Duration.ofSeconds(10));
            openHab.send("Pir", OnOffType.ON);
        }
        assertThat(room.occupied()).isFalse();
        assertThat(room.state("reason")).contains("without a break");
    }

    // ------------------------------------------------------------------------------------------- lone reports

    @Test
    void aSensorThatWasActiveUntilAMomentAgoHasReported() {
        room.source("pir", "motion", "item", "Pir", "confirm", "30s").set("vacancy", "TIMEOUT").start();
        openHab.send("Pir", OnOffType.ON);
        assertThat(room.occupied()).as("a lone report").isFalse();
        openHab.pass(Duration.ofMinutes(20));
        openHab.send("Pir", OnOffType.OFF);
        openHab.pass(Duration.ofSeconds(10));
        openHab.send("Pir", OnOffType.ON);
        assertThat(room.occupied()).isTrue();
    }

    @Test
    void aSensorThatIsActiveNextToItReportsToo() {
        room.source("pir", "motion", "item", "Pir", "confirm", "30s")
                .source("second", "motion", "item", "Second_Pir", "confirm", "30s").set("vacancy", "TIMEOUT").start();
        openHab.send("Pir", OnOffType.ON);
        openHab.pass(Duration.ofMinutes(5));
        openHab.send("Second_Pir", OnOffType.ON);
        assertThat(room.occupied()).isTrue();
    }

    @Test
    void anOffLongAgoConfirmsNothing() {
        room.source("pir", "motion", "item", "Pir", "confirm", "30s").set("vacancy", "TIMEOUT").start();
        openHab.send("Pir", OnOffType.ON);
        openHab.send("Pir", OnOffType.OFF);
        openHab.pass(Duration.ofSeconds(31));
        openHab.send("Pir", OnOffType.ON);
        assertThat(room.occupied()).isFalse();
    }

    // -------------------------------------------------------------------------------- the channels of the sources

    @Test
    void theChannelOfALoneReportIsOffUntilItCounts() {
        room.source("pir", "motion", "item", "Pir", "confirm", "30s").set("vacancy", "TIMEOUT").start();
        openHab.send("Pir", OnOffType.ON);
        assertThat(room.state("pir")).isEqualTo("OFF");
        openHab.send("Pir", OnOffType.OFF);
        openHab.send("Pir", OnOffType.ON);
        assertThat(room.state("pir")).isEqualTo("ON");
    }

    @Test
    void theChannelOfWhatOnlyKeepsIsOnWhileItKeepsSomething() {
        room.source("radar", "presence", "item", "Second_Pir", "sustainOnly", true)
                .source("pir", "motion", "item", "Pir").set("vacancy", "TIMEOUT").start();
        openHab.send("Second_Pir", OnOffType.ON);
        assertThat(room.state("radar")).isEqualTo("OFF");
        openHab.send("Pir", OnOffType.ON);
        assertThat(room.state("radar")).isEqualTo("ON");
        room.command("occupancy", OnOffType.OFF);
        assertThat(room.state("radar")).isEqualTo("OFF");
    }
}
