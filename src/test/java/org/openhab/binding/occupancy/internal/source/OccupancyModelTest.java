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
package org.openhab.binding.occupancy.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.EngineResult;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.RestoreResult;
import org.openhab.binding.occupancy.internal.engine.model.SnapshotProblem;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Transition;
import org.openhab.binding.occupancy.internal.engine.model.Trust;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.binding.occupancy.internal.replay.text.EnglishExplanation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * A home with items, as a host uses it.
 */
@NonNullByDefault
class OccupancyModelTest {

    private static final Instant T0 = Instant.parse("2026-01-01T12:00:00Z");
    private static final List<LocationConfig> HOME = List.of(LocationConfig.builder("home").build(),
            LocationConfig.builder("kitchen").parent("home").build(),
            LocationConfig.builder("hall").parent("home").build());

    private OccupancyModel model = new OccupancyModel();

    private void home(SourceConfig... sources) {
        model.configureAll(HOME, List.of(sources), T0);
    }

    private static SourceConfig.Builder source(String item, SourceType type) {
        return SourceConfig.builder("kitchen", item, type);
    }

    private static Instant at(long seconds) {
        return T0.plusSeconds(seconds);
    }

    private EngineResult item(String item, String state, long seconds) {
        return model.item(item, ItemState.parse(state), at(seconds));
    }

    private EngineResult seed(String item, String state, long seconds) {
        return model.seed(item, ItemState.parse(state), at(seconds));
    }

    private LocationState state(String location) {
        LocationState state = model.engine().state(location);
        assertThat(state).isNotNull();
        return state;
    }

    private @Nullable SourceProblem problem(String location, String id) {
        SourceStatus status = model.views().status(location, id);
        assertThat(status).isNotNull();
        return status.problem();
    }

    private static List<String> told(EngineResult result) {
        return result.transitions().stream().map(t -> t.location() + "@" + Duration.between(T0, t.at()).toSeconds())
                .toList();
    }

    // ------------------------------------------------------------------------------------------------------ timing

    @Test
    void motionHoldsAndTimesOutFromTheEndOfIt() {
        home(source("PIR", SourceType.MOTION).timeout(Duration.ofSeconds(60)).build());
        assertThat(item("PIR", "ON", 0).nextExpiration()).isNull();
        assertThat(state("kitchen").held()).isTrue();
        item("PIR", "OFF", 600);
        assertThat(state("kitchen").occupiedUntil()).isEqualTo(at(660));
        assertThat(model.nextExpiration()).isEqualTo(at(660));
        assertThat(told(model.advance(at(5000)))).containsExactly("kitchen@660", "home@660");
    }

    @Test
    void pulsesTimeOutFromEveryOneOfThem() {
        home(source("PIR", SourceType.MOTION).pulseOnly(true).timeout(Duration.ofSeconds(60)).build());
        item("PIR", "ON", 0);
        item("PIR", "ON", 50);
        assertThat(state("kitchen").occupiedUntil()).isEqualTo(at(110));
        assertThat(model.needsRepeats("PIR")).isTrue();
        assertThat(model.needsRepeats("Other")).isFalse();
    }

    @Test
    void aLevelMustLastBeforeItHolds() {
        home(source("Power", SourceType.LEVEL).on("50 W").off("20 W").minDuration(Duration.ofSeconds(30)).build());
        assertThat(item("Power", "0.06 kW", 0).nextExpiration()).isEqualTo(at(30));
        assertThat(item("Power", "61 W", 20).nextExpiration()).isEqualTo(at(30));
        assertThat(state("kitchen").occupied()).isFalse();
        assertThat(told(item("Power", "25 W", 100))).containsExactly("kitchen@30", "home@30");
        assertThat(state("kitchen").held()).isTrue();
        item("Power", "10 W", 200);
        assertThat(item("Power", "60 W", 1000).nextExpiration()).isEqualTo(at(1030));
        assertThat(item("Power", "5 W", 1029).nextExpiration()).isNull();
        assertThat(item("Power", "60 W", 1100).nextExpiration()).isEqualTo(at(1130));
        assertThat(item("Power", "UNDEF", 1110).nextExpiration()).isNull();
        assertThat(state("kitchen").occupied()).isFalse();
    }

    @Test
    void aLevelThatLastedIsNotBelievedForEver() {
        home(source("Power", SourceType.LEVEL).on("50").minDuration(Duration.ofSeconds(30))
                .maxActive(Duration.ofSeconds(100)).build());
        item("Power", "60", 0);
        assertThat(model.advance(at(30)).nextExpiration()).isEqualTo(at(130));
        assertThat(told(model.advance(at(200)))).containsExactly("kitchen@130", "home@130");
    }

    /** {@return what does not count, but for the advice that a home of one room carries} */
    private List<String> ignored(String location) {
        return Objects.requireNonNull(model.views().explain(location)).ignored().stream()
                .filter(reason -> reason.kind() != Explanation.Kind.ONLY_LOCATION)
                .map(reason -> reason.kind() + " " + reason.name() + " " + reason.since()).toList();
    }

    @Test
    void theExplanationNamesAStuckSensor() {
        home(source("PIR", SourceType.MOTION).maxActive(Duration.ofHours(1)).build());
        item("PIR", "ON", 0);
        model.advance(at(3599));
        assertThat(ignored("kitchen")).isEmpty();
        model.advance(at(3600));
        assertThat(ignored("kitchen")).containsExactly("STUCK PIR " + at(0));
        assertThat(EnglishExplanation.of(Objects.requireNonNull(model.views().explain("kitchen"))))
                .contains("But: PIR (motion) has reported "
                        + "somebody without a break since 2026-01-01T12:00:00Z and is no longer believed");
        item("PIR", "OFF", 7200);
        assertThat(ignored("kitchen")).isEmpty();
        assertThat(model.views().explain("nowhere")).isNull();
    }

    @Test
    void theExplanationSaysThatNobodyCanBeSeenLeavingTheOnlyLocationWithSources() {
        home(source("PIR", SourceType.MOTION).build());
        assertThat(EnglishExplanation.of(Objects.requireNonNull(model.views().explain("kitchen"))))
                .contains("nobody can be seen leaving it, because no other location of its home has sources");
        model.putLocation(
                LocationConfig.builder("kitchen").parent("home").timeout("motion", Duration.ofMinutes(5)).build(),
                at(0));
        assertThat(EnglishExplanation.of(Objects.requireNonNull(model.views().explain("kitchen"))))
                .as("whoever set a timeout knows").doesNotContain("seen leaving");
        model.putLocation(LocationConfig.builder("kitchen").parent("home").build(), at(0));
        model.putSource(source("Door", SourceType.DOOR).build(), at(0));
        assertThat(EnglishExplanation.of(Objects.requireNonNull(model.views().explain("kitchen"))))
                .doesNotContain("seen leaving");
    }

    /** Without maxActive, the engine gives up motion that never ends after stayTimeout. */
    @Test
    void theExplanationNamesASensorWhoseMotionLastedTooLong() {
        home(source("PIR", SourceType.MOTION).build());
        model.putLocation(LocationConfig.builder("kitchen").parent("home").vacancy(Vacancy.DEPARTURE)
                .stayTimeout(Duration.ofHours(4)).build(), at(0));
        item("PIR", "ON", 0);
        model.advance(at(4 * 3600 - 1));
        assertThat(ignored("kitchen")).isEmpty();
        model.advance(at(2 * 86400));
        assertThat(state("kitchen").occupied()).isFalse();
        assertThat(ignored("kitchen")).containsExactly("STUCK PIR " + at(0));
        item("PIR", "OFF", 2 * 86400 + 1);
        assertThat(ignored("kitchen")).isEmpty();
    }

    @Test
    void theExplanationNamesASensorWhoseStateIsNotKnown() {
        home(source("Radar", SourceType.PRESENCE).lostTimeout(Duration.ofMinutes(5)).build());
        item("Radar", "ON", 0);
        item("Radar", "UNDEF", 10);
        assertThat(ignored("kitchen")).as("believed for a little longer").containsExactly("LOST Radar null");
        model.advance(at(3 * 86400));
        assertThat(ignored("kitchen")).containsExactly("SILENT Radar null");
        item("Radar", "OFF", 3 * 86400 + 1);
        assertThat(ignored("kitchen")).isEmpty();
    }

    @Test
    void theExplanationNamesAPlaceThatNothingOccupies() {
        home(source("TV", SourceType.PRESENCE).sustainOnly(true).build());
        item("TV", "ON", 0);
        assertThat(ignored("kitchen")).containsExactly("SUSTAIN_ONLY TV null", "NOTHING_OCCUPIES null null");
        model.handle(OccupancyEvent.momentary("kitchen", "button", "activity", at(1)));
        assertThat(ignored("kitchen")).isEmpty();
    }

    @Test
    void aStuckSensorIsNotBelievedUntilItWasInactive() {
        home(source("PIR", SourceType.MOTION).maxActive(Duration.ofHours(1)).build());
        item("PIR", "ON", 0);
        assertThat(model.nextExpiration()).isEqualTo(at(3600));
        EngineResult result = model.advance(at(7200));
        assertThat(told(result)).containsExactly("kitchen@3600", "home@3600");
        assertThat(result.transitions().get(0).cause()).isEqualTo(new Cause.Stuck("PIR"));
        assertThat(state("kitchen").occupied()).isFalse();
        assertThat(problem("kitchen", "PIR")).isEqualTo(new SourceProblem.Stuck(at(0), Duration.ofHours(1)));
        item("PIR", "1", 7300);
        assertThat(state("kitchen").occupied()).isFalse();
        item("PIR", "OFF", 7400);
        assertThat(state("kitchen").occupied()).isFalse();
        assertThat(problem("kitchen", "PIR")).isNull();
        item("PIR", "ON", 7500);
        assertThat(state("kitchen").held()).isTrue();
        assertThat(model.nextExpiration()).isEqualTo(at(11100));
    }

    @Test
    void theEarliestOfEngineAndSourcesIsNext() {
        home(source("PIR", SourceType.MOTION).maxActive(Duration.ofSeconds(100)).build(),
                source("Door", SourceType.DOOR).timeout(Duration.ofSeconds(60)).build());
        item("PIR", "ON", 0);
        assertThat(item("Door", "OPEN", 0).nextExpiration()).isEqualTo(at(60));
        assertThat(model.advance(at(60)).nextExpiration()).isEqualTo(at(100));
    }

    @Test
    void aSourceThatNoLongerWaitsHidesNoOther() {
        home(source("A", SourceType.LEVEL).on("50").minDuration(Duration.ofSeconds(30)).build(),
                source("B", SourceType.LEVEL).on("50").minDuration(Duration.ofSeconds(200)).build());
        item("A", "60", 0);
        item("B", "60", 5);
        assertThat(item("A", "10", 10).nextExpiration()).isEqualTo(at(205));
        assertThat(told(model.advance(at(300)))).containsExactly("kitchen@205", "home@205");
    }

    @Test
    void whatAPlaceThatIsAddedStartsFallsDueInItsOrder() {
        home(SourceConfig.builder("home", "Mike_Place", SourceType.PERSON).occupant("Mike").map("Top=attic")
                .maxActive(Duration.ofSeconds(100)).build(),
                source("PIR", SourceType.MOTION).maxActive(Duration.ofSeconds(110)).build());
        item("Mike_Place", "Top", 0);
        assertThat(model.nextExpiration()).isNull();
        assertThat(model.putLocation(LocationConfig.builder("attic").build(), at(10)).nextExpiration())
                .isEqualTo(at(110));
        model.removeLocation("attic", at(20));
        item("Mike_Place", "hall", 20);
        item("PIR", "ON", 25);
        item("Mike_Place", "Top", 30);
        assertThat(model.putLocation(LocationConfig.builder("attic").build(), at(40)).nextExpiration())
                .as("the sensor, then Mike").isEqualTo(at(135));
    }

    @Test
    void nothingFallsDueThatASnapshotDoesNotKnowOf() {
        home(source("A", SourceType.MOTION).maxActive(Duration.ofSeconds(100)).build(),
                source("B", SourceType.MOTION).maxActive(Duration.ofSeconds(110)).build());
        var empty = model.exportState();
        item("A", "ON", 0);
        item("B", "ON", 0);
        assertThat(model.restoreState(empty, at(10)).result().nextExpiration()).isNull();
        assertThat(item("B", "ON", 20).nextExpiration()).isEqualTo(at(130));
    }

    @Test
    void whatHappensTogetherIsToldOnce() {
        home(source("PIR", SourceType.MOTION).maxActive(Duration.ofSeconds(60)).build(),
                source("Radar", SourceType.MOTION).id("a").maxActive(Duration.ofSeconds(60)).build(),
                SourceConfig.builder("hall", "PIR", SourceType.MOTION).maxActive(Duration.ofSeconds(60)).build());
        assertThat(told(item("PIR", "ON", 0))).containsExactlyInAnyOrder("kitchen@0", "hall@0", "home@0")
                .endsWith("home@0");
        item("Radar", "ON", 0);
        assertThat(told(item("Radar", "OFF", 60))).containsExactlyInAnyOrder("kitchen@60", "hall@60", "home@60")
                .endsWith("home@60");
    }

    @Test
    void timeNeverGoesBack() {
        home(source("PIR", SourceType.MOTION).timeout(Duration.ofSeconds(60)).build());
        model.advance(at(1000));
        item("PIR", "ON", 0);
        item("PIR", "OFF", 10);
        assertThat(state("kitchen").occupiedUntil()).isEqualTo(at(1060));
    }

    @Test
    void shiftMovesWhatIsPending() {
        home(source("PIR", SourceType.MOTION).maxActive(Duration.ofSeconds(100)).build());
        item("PIR", "ON", 0);
        assertThat(model.shift(Duration.ofSeconds(1000)).nextExpiration()).isEqualTo(at(1100));
        assertThat(told(model.advance(at(1100)))).containsExactly("kitchen@1100", "home@1100");
        assertThat(problem("kitchen", "PIR")).isEqualTo(new SourceProblem.Stuck(at(1000), Duration.ofSeconds(100)));
        item("PIR", "OFF", 1100);
        item("PIR", "ON", 1100);
        assertThat(model.shift(Duration.ofSeconds(-1000)).nextExpiration()).isEqualTo(at(200));
        item("PIR", "OFF", 150);
        assertThat(state("kitchen").occupiedUntil()).isEqualTo(at(750));
    }

    @Test
    void refusesTimesOutsideTheCalendar() {
        home(source("PIR", SourceType.MOTION).build());
        for (Instant at : List.of(Instant.EPOCH.minusMillis(1), Instant.MAX)) {
            assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> model.item("PIR", ItemState.ON, at))
                    .withMessage(at.isAfter(T0) ? "The time is after the year 9999." : "The time is before 1970.")
                    .extracting(RejectedException::field).isEqualTo("at");
        }
        model.item("PIR", ItemState.ON, OccupancyModel.LATEST);
        assertThat(state("kitchen").held()).isTrue();
    }

    @Test
    void aSourceThatFlapsCostsNothingElse() {
        home(source("PIR", SourceType.MOTION).timeout(Duration.ofSeconds(60)).maxActive(Duration.ofHours(1)).build(),
                SourceConfig.builder("hall", "Door", SourceType.DOOR).timeout(Duration.ofSeconds(5)).build());
        item("Door", "OPEN", 0);
        int flips = 0;
        for (int i = 0; i < 60_000; i++) {
            EngineResult result = model.item("PIR", i % 2 == 0 ? ItemState.ON : ItemState.OFF, T0.plusMillis(i));
            flips += result.transitions().stream().filter(Transition::flipped).count();
        }
        // the kitchen and the home once, the hall on and off
        assertThat(flips).isEqualTo(2);
        assertThat(state("hall").occupied()).isFalse();
        assertThat(state("kitchen").occupiedUntil()).isEqualTo(T0.plusMillis(59_999 + 60_000));
        assertThat(model.exportState().toString()).hasSizeLessThan(2_000);
    }

    // ------------------------------------------------------------------------------------------------ lost sensors

    @Test
    void aLostHoldStaysForAWhile() {
        home(source("Radar", SourceType.PRESENCE).lostTimeout(Duration.ofSeconds(90)).build());
        item("Radar", "ON", 0);
        item("Radar", "UNDEF", 10);
        assertThat(state("kitchen").sources()).extracting(SourceState::trust).containsExactly(Trust.LOST);
        item("Radar", "NULL", 20);
        assertThat(state("kitchen").occupiedUntil()).isEqualTo(at(100));
        item("Radar", "ON", 30);
        assertThat(state("kitchen").held()).isTrue();
        item("Radar", "UNDEF", 40);
        item("Radar", "OFF", 50);
        assertThat(state("kitchen").sources()).extracting(SourceState::hold).containsExactly(false);
    }

    @Test
    void whatIsKnownAgainDidNotHappenNow() {
        home(source("PIR", SourceType.MOTION).pulseOnly(true).build(), source("Door", SourceType.DOOR).build(),
                source("Light", SourceType.ACTIVITY).build());
        for (String item : List.of("PIR", "Door", "Light")) {
            item(item, "NULL", 0);
            item(item, "ON", 1);
            item(item, "UNDEF", 2);
            item(item, "1", 3);
        }
        assertThat(state("kitchen").occupied()).isFalse();
        item("Door", "0", 4);
        assertThat(state("kitchen").occupied()).isTrue();
    }

    // ----------------------------------------------------------------------------------------------------- people

    @Test
    void aPersonMovesFromLocationToLocation() {
        home(SourceConfig.builder("home", "Mike_Place", SourceType.PERSON).occupant("Mike").map("Bad=attic")
                .timeout(Duration.ZERO).build());
        assertThat(told(item("Mike_Place", "kitchen", 0))).containsExactly("kitchen@0", "home@0");
        assertThat(state("kitchen").occupants()).containsExactly("Mike");
        assertThat(model.views().contributors("kitchen")).extracting(SourceConfig::id).containsExactly("Mike_Place");
        assertThat(model.views().contributors("home")).hasSize(1);
        EngineResult moved = item("Mike_Place", "hall", 10);
        assertThat(told(moved)).containsExactlyInAnyOrder("kitchen@10", "hall@10");
        assertThat(state("kitchen").occupied()).isFalse();
        assertThat(state("hall").occupants()).containsExactly("Mike");
        assertThat(state("home").occupants()).containsExactly("Mike");
        assertThat(model.views().contributes("home", "Mike_Place")).isTrue();

        assertThat(told(item("Mike_Place", "Bad", 20))).as("as good as lost").containsExactly("hall@20", "home@20");
        assertThat(problem("home", "Mike_Place")).isEqualTo(new SourceProblem.UnknownLocation("Bad", "attic"));
        model.putLocation(LocationConfig.builder("attic").build(), at(30));
        assertThat(state("attic").occupants()).containsExactly("Mike");
        assertThat(problem("home", "Mike_Place")).isNull();
        model.removeLocation("attic", at(40));
        assertThat(problem("home", "Mike_Place")).isEqualTo(new SourceProblem.UnknownLocation("Bad", "attic"));
        item("Mike_Place", "not_home", 50);
        assertThat(state("home").occupied()).isFalse();
        assertThat(model.views().contributes("home", "Mike_Place")).isFalse();
    }

    @Test
    void aCodeTellsWhoIsHere() {
        home(source("Reader", SourceType.PERSON).map("1234=Mike, 5678=Marla").build());
        item("Reader", "1234", 0);
        assertThat(state("kitchen").occupants()).containsExactly("Mike");
        item("Reader", "5678", 10);
        assertThat(state("kitchen").occupants()).containsExactly("Marla");
        item("Reader", "0", 20);
        assertThat(state("kitchen").occupants()).isEmpty();
        assertThat(state("kitchen").occupiedUntil()).isEqualTo(at(620));
    }

    @Test
    void aCodeMayBeWrittenInAnyForm() {
        home(source("Reader", SourceType.PERSON).map("guest=Mike, 5.0=Marla").build());
        item("Reader", "GUEST", 0);
        assertThat(state("kitchen").occupants()).containsExactly("Mike");
        item("Reader", "5", 10);
        assertThat(state("kitchen").occupants()).containsExactly("Marla");
    }

    @Test
    void aPersonMayBeNowhere() {
        home(SourceConfig.builder("home", "Mike_Place", SourceType.PERSON).occupant("Mike").map("Bad=kitchen, Work=")
                .timeout(Duration.ZERO).build());
        item("Mike_Place", "Bad", 0);
        assertThat(state("kitchen").occupants()).containsExactly("Mike");
        item("Mike_Place", "Work", 10);
        assertThat(state("home").occupied()).isFalse();
        assertThat(problem("home", "Mike_Place")).isNull();
    }

    // ------------------------------------------------------------------------------------------------------- start

    @Test
    void seedsConfirmOrEndWhatWasRestored() {
        SourceConfig[] sources = { source("A", SourceType.PRESENCE).build(), source("B", SourceType.PRESENCE).build(),
                source("C", SourceType.PRESENCE).build(), source("D", SourceType.DOOR).build(),
                source("E", SourceType.PRESENCE).build() };
        home(sources);
        item("A", "ON", 0);
        item("B", "ON", 0);
        item("C", "ON", 0);
        var snapshot = model.exportState();
        model = new OccupancyModel();
        home(sources);
        assertThat(model.restoreState(snapshot, at(60)).problems()).isEmpty();
        assertThat(state("kitchen").sources()).extracting(SourceState::trust).containsOnly(Trust.RESTORED);
        seed("A", "ON", 61);
        seed("B", "OFF", 61);
        seed("C", "NULL", 61);
        seed("D", "OPEN", 61);
        seed("E", "ON", 61);
        assertThat(state("kitchen").sources()).extracting(s -> s.source() + " " + s.hold() + " " + s.trust())
                .containsExactly("A true LIVE", "B false LIVE", "C true RESTORED", "E true LIVE");
        assertThat(model.views().contributes("kitchen", "B")).isTrue();
        assertThat(model.views().contributes("kitchen", "D")).isFalse();
        assertThat(model.views().contributes("kitchen", "X")).isFalse();
        assertThat(model.views().contributes("attic", "A")).isFalse();
    }

    /** The garden door stands open while the add-on starts; that the front door closes encloses nobody. */
    @Test
    void aDoorIsSeededWithTheSideItIsOn() {
        LocationConfig kitchen = LocationConfig.builder("kitchen").parent("home").vacancy(Vacancy.DEPARTURE).build();
        model.configureAll(
                List.of(LocationConfig.builder("home").build(), kitchen,
                        LocationConfig.builder("hall").parent("home").vacancy(Vacancy.DEPARTURE).build()),
                List.of(source("Front", SourceType.DOOR).build(), source("Garden", SourceType.DOOR).build(),
                        source("PIR", SourceType.MOTION).pulseOnly(true).build(),
                        SourceConfig.builder("hall", "Hall", SourceType.MOTION).pulseOnly(true).build()),
                T0);
        assertThat(told(seed("Garden", "OPEN", 0))).as("nobody has moved it").isEmpty();
        seed("Front", "CLOSED", 0);
        item("Front", "OPEN", 10);
        item("Front", "CLOSED", 12);
        item("PIR", "ON", 600);
        item("Hall", "ON", 700);
        assertThat(state("kitchen").occupiedUntil()).isEqualTo(at(760));
    }

    /** The item is known before the location is, as when a thing is edited. */
    @Test
    void aDoorTellsItsSideToAPlaceThatComesLater() {
        LocationConfig kitchen = LocationConfig.builder("kitchen").parent("home").vacancy(Vacancy.DEPARTURE).build();
        LocationConfig hall = LocationConfig.builder("hall").parent("home").vacancy(Vacancy.DEPARTURE).build();
        model.configureAll(List.of(LocationConfig.builder("home").build(), kitchen, hall),
                List.of(source("Front", SourceType.DOOR).build(),
                        source("PIR", SourceType.MOTION).pulseOnly(true).build(),
                        SourceConfig.builder("hall", "Hall", SourceType.MOTION).pulseOnly(true).build()),
                T0);
        seed("Front", "CLOSED", 0);
        model.removeLocation("kitchen", at(10));
        model.putLocation(kitchen, at(20));
        model.putSource(source("Front", SourceType.DOOR).build(), at(20));
        model.putSource(source("PIR", SourceType.MOTION).pulseOnly(true).build(), at(20));
        seed("Front", "CLOSED", 20);
        item("PIR", "ON", 600);
        item("Hall", "ON", 700);
        assertThat(state("kitchen").occupiedUntil()).as("nobody can have left through the closed door")
                .isEqualTo(at(600 + 4 * 3600));
    }

    @Test
    void theSameStateConfirmsWhatWasRestored() {
        home(source("A", SourceType.PRESENCE).build());
        item("A", "ON", 0);
        model.restoreState(model.exportState(), at(1));
        assertThat(state("kitchen").sources()).extracting(SourceState::trust).containsExactly(Trust.RESTORED);
        item("A", "ON", 2);
        assertThat(state("kitchen").sources()).extracting(SourceState::trust).containsExactly(Trust.LIVE);
    }

    @Test
    void aSnapshotOfAnEngineAloneWillDo() throws JsonProcessingException {
        home(source("A", SourceType.LEVEL).on("50").off("20").minDuration(Duration.ofMinutes(5)).build());
        model.restoreState(json("""
                {"version":1,"at":"2026-01-01T12:00:00Z","locations":{"kitchen":{"occupied":true,"own":true,
                "sources":[{"source":"A","category":"level","hold":true}]}}}"""), at(0));
        seed("A", "30", 1);
        assertThat(state("kitchen").held()).isTrue();
        assertThat(state("kitchen").sources()).extracting(SourceState::trust).containsExactly(Trust.LIVE);

        model.restoreState(json("""
                {"kitchen":{"is_occupied":true,"occupied_until":null,"active_occupants":[],"active_holds":["A"],
                "lock_state":"unlocked"}}"""), at(10));
        seed("A", "10", 11);
        assertThat(state("kitchen").sources()).extracting(SourceState::hold).containsExactly(false);
    }

    @Test
    void theSnapshotKeepsWhatSourcesRemember() {
        SourceConfig[] sources = { source("Stuck", SourceType.MOTION).maxActive(Duration.ofSeconds(10)).build(),
                source("Held", SourceType.MOTION).maxActive(Duration.ofSeconds(500)).build(),
                source("Power", SourceType.LEVEL).on("50").minDuration(Duration.ofSeconds(200)).build(),
                source("Door", SourceType.DOOR).timeout(Duration.ofSeconds(1)).build(),
                SourceConfig.builder("home", "Mike", SourceType.PERSON).occupant("Mike").build() };
        home(sources);
        item("Stuck", "ON", 0);
        item("Door", "OPEN", 0);
        item("Held", "ON", 50);
        item("Mike", "hall", 90);
        item("Power", "60", 100);
        var snapshot = model.exportState();

        // sources first, locations later, and the other way round
        model = new OccupancyModel();
        model.restoreState(snapshot, at(100));
        assertThat(model.exportState()).isEqualTo(snapshot);
        home(sources);
        assertThat(model.exportState().get("sources")).isEqualTo(snapshot.get("sources"));
        assertThat(model.nextExpiration()).isEqualTo(at(300));
        assertThat(problem("kitchen", "Stuck")).isInstanceOfSatisfying(SourceProblem.Stuck.class,
                problem -> assertThat(problem.longest()).isEqualTo(Duration.ofSeconds(10)));
        item("Stuck", "ON", 110);
        assertThat(state("kitchen").sources()).extracting(SourceState::source).doesNotContain("Stuck");
        item("Door", "OPEN", 110);
        assertThat(model.views().contributes("kitchen", "Door")).isFalse();
        item("Held", "ON", 120);
        item("Power", "70", 130);
        item("Mike", "kitchen", 140);
        assertThat(state("hall").sources()).extracting(SourceState::hold).containsExactly(false);
        model.advance(at(300));
        assertThat(model.views().contributes("kitchen", "Power")).isTrue();
        assertThat(model.nextExpiration()).isEqualTo(at(550));
    }

    @Test
    void aStuckSensorIsBelievedAgainWhenItsLimitIsGone() {
        home(source("PIR", SourceType.MOTION).maxActive(Duration.ofSeconds(10)).build());
        item("PIR", "ON", 0);
        model.advance(at(20));
        var snapshot = model.exportState();
        model = new OccupancyModel();
        model.restoreState(snapshot, at(20));
        home(source("PIR", SourceType.MOTION).build());
        assertThat(problem("kitchen", "PIR")).isNull();
        item("PIR", "ON", 30);
        assertThat(state("kitchen").held()).isTrue();
        assertThat(model.views().status("kitchen", "PIR")).isNotNull().extracting(SourceStatus::contributes)
                .isEqualTo(true);
        item("PIR", "UNDEF", 40);
        model.advance(at(5000));
        assertThat(model.views().status("kitchen", "PIR")).isNotNull().extracting(SourceStatus::contributes)
                .isEqualTo(false);
    }

    @Test
    void whatFellDueWhileNobodyLookedIsSettledByTheNextReport() {
        SourceConfig[] sources = { source("Held", SourceType.MOTION).maxActive(Duration.ofSeconds(500)).build(),
                source("Power", SourceType.LEVEL).on("50").minDuration(Duration.ofSeconds(200)).build() };
        home(sources);
        item("Held", "ON", 0);
        item("Power", "60", 0);
        var snapshot = model.exportState();
        model = new OccupancyModel();
        home(sources);
        EngineResult restored = model.restoreState(snapshot, at(1000)).result();
        assertThat(restored.transitions()).isEmpty();
        assertThat(restored.nextExpiration()).isNull();
        assertThat(state("kitchen").occupied()).isFalse();
        assertThat(problem("kitchen", "Held")).isNotNull();
        seed("Power", "60", 1001);
        assertThat(state("kitchen").held()).isTrue();
    }

    @Test
    void aSnapshotFromTheFutureIsMovedBack() {
        home(source("PIR", SourceType.MOTION).maxActive(Duration.ofSeconds(500)).build());
        item("PIR", "ON", 10_000);
        model.advance(at(10_100));
        var snapshot = model.exportState();
        model = new OccupancyModel();
        home(source("PIR", SourceType.MOTION).maxActive(Duration.ofSeconds(500)).build());
        model.restoreState(snapshot, at(100));
        seed("PIR", "ON", 100);
        assertThat(model.nextExpiration()).isEqualTo(at(500));
    }

    @Test
    void damagedMemoriesAreSkippedAndNamed() throws JsonProcessingException {
        home(source("A", SourceType.PRESENCE).build());
        RestoreResult result = model.restoreState(json("""
                {"version":1,"at":"2026-01-01T12:00:00Z","locations":{},"sources":{
                 "a/b":7,
                 "kitchen":{"A":{"state":"ON"},"B":3,"C":{"state":{}},"D":{"phase":"ASLEEP","since":"x"},
                  "E":{"phase":"HOLDING","since":"yesterday","place":"kitchen"},
                  "F":{"phase":"HOLDING","since":"2026-01-01T12:00:00Z"},
                  "G":{"phase":"STUCK","since":"1969-01-01T12:00:00Z"},
                  "H":{"phase":"HOLDING","since":"2026-01-01T12:00:00Z","place":" "},
                  "I":{"phase":"IDLE"}}}}"""), at(0));
        assertThat(result.problems()).extracting(p -> p.path() + ": " + p.message())

                .containsExactly("/sources/a~1b: The sources of the location are not an object.",
                        "/sources/kitchen/B: The source is not an object.",
                        "/sources/kitchen/C/state: The state is not a text.",
                        "/sources/kitchen/D/phase: The phase is not known.",
                        "/sources/kitchen/E/since: The field since is not a time.",
                        "/sources/kitchen/F/place: The location is missing.",
                        "/sources/kitchen/G/since: The field since is not a time.",
                        "/sources/kitchen/H/place: The location is missing.",
                        "/sources/kitchen/I/since: The field since is not a time.");
        assertThat(model.views().status("kitchen", "A").state()).isEqualTo(ItemState.ON);
        assertThat(model.restoreState(json("{\"version\":1,\"sources\":[]}"), at(1)).problems())
                .contains(new SnapshotProblem("/sources", "The sources are not an object."));
        assertThat(model.views().status("kitchen", "A").state()).isNull();
        assertThat(model.restoreState(json("[1]"), at(2)).problems()).hasSize(1);
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void longStatesStayOutOfTheSnapshot() {
        home(source("A", SourceType.ACTIVITY).build(), source("B", SourceType.ACTIVITY).build());
        item("A", "x".repeat(255), 0);
        item("B", "x".repeat(256), 0);
        var written = model.exportState().get("sources").get("kitchen");
        assertThat(written.get("A").get("state").textValue()).hasSize(255);
        assertThat(written.get("B").has("state")).isFalse();
    }

    // ----------------------------------------------------------------------------------------------- configuration

    @Test
    void ignoresItemsNobodyListensTo() {
        home(source("A", SourceType.PRESENCE).build());
        item("A", "ON", 0);
        item("A", "OFF", 0);
        assertThat(item("Z", "ON", 50).nextExpiration()).isEqualTo(at(300));
        assertThat(model.listensTo("A")).isTrue();
        assertThat(model.listensTo("Z")).isFalse();
        assertThat(model.items()).containsExactly("A");
        assertThat(model.views().status("kitchen", "Z")).isNull();
        assertThat(model.views().sources("attic")).isEmpty();
    }

    @Test
    void twoSourcesCanShareAnItem() {
        home(source("A", SourceType.PRESENCE).build(), source("A", SourceType.ACTIVITY).id("touch").build());
        item("A", "ON", 0);
        assertThat(state("kitchen").sources()).extracting(SourceState::source).containsExactly("A", "touch");
        assertThat(model.views().sources("kitchen")).extracting(SourceConfig::id).containsExactly("A", "touch");
        model.removeSource("kitchen", "A", at(1));
        assertThat(model.listensTo("A")).isTrue();
        model.removeSource("kitchen", "touch", at(1));
        model.removeSource("kitchen", "touch", at(1));
        assertThat(model.listensTo("A")).isFalse();
    }

    @Test
    void twoSourcesOfALocationCannotShareAnId() {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> home(source("A", SourceType.PRESENCE).build(), source("A", SourceType.DOOR).build()))
                .withMessage("The location kitchen has two sources with the id A; give one of them another id.");
        assertThat(model.engine().size()).isZero();
    }

    @Test
    void aRefusedConfigurationTakesNothing() {
        home(source("PIR", SourceType.MOTION).maxActive(Duration.ofSeconds(60)).build());
        item("PIR", "ON", 0);
        LocationConfig cycle = LocationConfig.builder("home").parent("kitchen").build();
        assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> model.putLocation(cycle, at(100)));
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> model.configureAll(List.of(cycle, HOME.get(1)), List.of(), at(100)));
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> model.handle(OccupancyEvent.manual("attic", "Mike", at(100))));
        assertThat(told(model.handle(OccupancyEvent.manual("hall", "Mike", at(100))))).containsExactly("kitchen@60",
                "home@60", "hall@100", "home@100");
    }

    @Test
    void aSourceWaitsForItsLocation() {
        model.putSource(source("A", SourceType.PRESENCE).build(), at(0));
        item("A", "ON", 0);
        assertThat(model.views().contributes("kitchen", "A")).isFalse();
        assertThat(told(model.putLocation(LocationConfig.builder("kitchen").build(), at(10))))
                .containsExactly("kitchen@10");
        assertThat(state("kitchen").held()).isTrue();
        assertThat(model.putLocation(LocationConfig.builder("kitchen").build(), at(10)).transitions()).isEmpty();
        assertThat(model.removeLocation("kitchen", at(20)).transitions()).isEmpty();
        assertThat(model.listensTo("A")).isFalse();
        assertThat(model.views().sources("kitchen")).isEmpty();
    }

    @Test
    void configuringAgainKeepsWhatIsKnown() {
        SourceConfig same = source("A", SourceType.PRESENCE).build();
        home(same, source("B", SourceType.PRESENCE).build(), source("C", SourceType.PRESENCE).build(),
                source("D", SourceType.PRESENCE).build());
        for (String item : List.of("A", "B", "C", "D")) {
            item(item, "ON", 0);
        }
        model.configureAll(HOME,
                List.of(same, source("B", SourceType.PRESENCE).invert(true).build(),
                        source("B", SourceType.PRESENCE).id("B2").build(), source("C", SourceType.ACTIVITY).build(),
                        SourceConfig.builder("hall", "D", SourceType.PRESENCE).build()),
                at(10));
        assertThat(state("kitchen").sources()).extracting(s -> s.source() + " " + s.hold()).containsExactly("A true",
                "B false", "B2 true", "C false", "D false");
        assertThat(state("hall").sources()).extracting(s -> s.source() + " " + s.hold()).containsExactly("D true");
    }

    @Test
    void aNewItemIsNotKnownYet() {
        home(source("A", SourceType.PRESENCE).id("x").build());
        item("A", "ON", 0);
        model.putSource(source("Other", SourceType.PRESENCE).id("x").build(), at(10));
        assertThat(state("kitchen").sources()).extracting(SourceState::trust).containsExactly(Trust.LOST);
        assertThat(model.items()).containsExactly("Other");
        seed("Other", "OFF", 20);
        assertThat(state("kitchen").sources()).extracting(SourceState::hold).containsExactly(false);
    }

    @Test
    void changedTimesApplyFromTheBeginning() {
        home(source("PIR", SourceType.MOTION).maxActive(Duration.ofSeconds(100)).build());
        item("PIR", "ON", 0);
        assertThat(model.putSource(source("PIR", SourceType.MOTION).maxActive(Duration.ofSeconds(70)).build(), at(50))
                .nextExpiration()).isEqualTo(at(70));
        assertThat(told(
                model.putSource(source("PIR", SourceType.MOTION).maxActive(Duration.ofSeconds(40)).build(), at(60))))
                .containsExactly("kitchen@60", "home@60");
    }

    @Test
    void removingALocationLetsGoOfItsPeople() {
        home(source("Mike", SourceType.PERSON).occupant("Mike").build());
        item("Mike", "hall", 0);
        model.removeLocation("kitchen", at(10));
        assertThat(state("hall").sources()).extracting(SourceState::hold).containsExactly(false);
        assertThat(Set.copyOf(model.items())).isEmpty();
    }

    @Test
    void aHandCanVacateAHeldLocation() {
        home(source("A", SourceType.PRESENCE).build());
        item("A", "ON", 0);
        assertThat(model.views().contributes("kitchen", "A")).isTrue();
        model.handle(OccupancyEvent.vacate("home", "Mike", at(1)));
        assertThat(model.views().contributes("kitchen", "A")).isFalse();
        item("A", "1", 2);
        assertThat(state("kitchen").occupied()).isFalse();
        item("A", "OFF", 3);
        item("A", "ON", 4);
        assertThat(state("kitchen").occupied()).isTrue();
    }

    @Test
    void everyCallIsOrderedAndTellsALocationOnceAnInstant() {
        home(source("PIR", SourceType.MOTION).build());
        item("PIR", "ON", 0);
        List<LocationConfig> configs = new ArrayList<>(HOME);
        configs.set(1, LocationConfig.builder("kitchen").build());
        configs.add(LocationConfig.builder("attic").parent("hall").build());
        EngineResult result = model.configureAll(configs,
                List.of(SourceConfig.builder("attic", "PIR", SourceType.MOTION).timeout(Duration.ZERO).build()),
                at(10));
        // the home lost one that holds it and got another, which is no change
        assertThat(told(result)).containsExactly("attic@10", "hall@10", "kitchen@10");
    }

    @Test
    void aSourceThatGoesLetsGo() {
        home(source("A", SourceType.PRESENCE).build(), source("B", SourceType.PRESENCE).build());
        item("A", "ON", 0);
        item("B", "ON", 0);
        model.removeSource("kitchen", "A", at(10));
        assertThat(state("kitchen").sources()).extracting(SourceState::hold).containsExactly(false, true);
        assertThat(told(model.configureAll(HOME, List.of(), at(20)))).containsExactly("kitchen@20", "home@20");
        assertThat(state("kitchen").occupiedUntil()).isEqualTo(at(320));
    }

    @Test
    void aSourceThatIsNotGivenAgainIsGone() {
        SourceConfig radar = source("B", SourceType.PRESENCE).build();
        home(source("A", SourceType.PRESENCE).build(), radar);
        model.configureAll(HOME, List.of(radar), at(10));
        assertThat(model.views().sources("kitchen")).containsExactly(radar);
        assertThat(model.listensTo("A")).isFalse();
        item("A", "ON", 20);
        assertThat(state("kitchen").occupied()).isFalse();
    }

    @Test
    void theOthersStillFallDueWhenAHoldingSourceGoes() {
        SourceConfig pir = source("A", SourceType.MOTION).timeout(Duration.ofSeconds(5))
                .maxActive(Duration.ofSeconds(100)).build();
        SourceConfig power = SourceConfig.builder("hall", "Power", SourceType.LEVEL).on("50")
                .minDuration(Duration.ofSeconds(200)).build();
        home(pir, power);
        item("A", "ON", 0);
        item("Power", "60", 10);
        model.removeSource("kitchen", "A", at(20));
        assertThat(model.advance(at(30)).nextExpiration()).isEqualTo(at(210));
        assertThat(told(model.advance(at(300)))).containsExactly("hall@210", "home@210");
    }

    @Test
    void configurationsAreToldToo() {
        model.putSource(source("A", SourceType.PRESENCE).build(), at(0));
        item("A", "ON", 0);
        assertThat(told(model.configureAll(HOME, List.of(source("A", SourceType.PRESENCE).build()), at(5))))
                .containsExactly("kitchen@5", "home@5");
        assertThat(told(model.putLocation(LocationConfig.builder("kitchen").build(), at(10))))
                .containsExactly("home@10");
        model.putLocation(HOME.get(1), at(20));
        assertThat(told(model.removeLocation("kitchen", at(30)))).containsExactly("home@30");
    }

    @Test
    void aDetachedLocationIsNoLocationToBe() {
        home(SourceConfig.builder("home", "Mike_Place", SourceType.PERSON).occupant("Mike").build(),
                source("Radar", SourceType.PRESENCE).build());
        item("Mike_Place", "kitchen", 0);
        assertThat(told(model.detachLocation("kitchen", at(10)))).containsExactly("home@10");
        assertThat(problem("home", "Mike_Place")).as("he is somewhere else").isNull();
        model.putLocation(HOME.get(1), at(20));
        assertThat(problem("home", "Mike_Place")).isNull();
        assertThat(state("kitchen").occupants()).containsExactly("Mike");
    }

    @Test
    void aDetachedLocationComesBackAsItWas() {
        SourceConfig stuck = source("Stuck", SourceType.MOTION).maxActive(Duration.ofSeconds(10)).build();
        SourceConfig radar = source("Radar", SourceType.PRESENCE).build();
        SourceConfig mike = source("Mike", SourceType.PERSON).occupant("Mike").timeout(Duration.ofSeconds(60)).build();
        home(stuck, radar, mike);
        item("Stuck", "ON", 0);
        item("Radar", "ON", 0);
        item("Mike", "hall", 0);
        assertThat(told(model.detachLocation("kitchen", at(20)))).contains("kitchen@10", "home@20", "hall@20");
        assertThat(state("hall").occupiedUntil()).isEqualTo(at(80));
        assertThat(model.items()).isEmpty();
        assertThat(model.exportState().get("sources").get("kitchen")).hasSize(3);
        model.putSource(stuck, at(30));
        model.detachLocation("kitchen", at(30));
        assertThat(model.exportState().get("sources").get("kitchen")).hasSize(3);

        model.putLocation(HOME.get(1), at(40));
        model.putSource(stuck, at(40));
        model.putSource(radar, at(40));
        model.putSource(mike, at(40));
        assertThat(problem("kitchen", "Stuck")).isInstanceOfSatisfying(SourceProblem.Stuck.class,
                problem -> assertThat(problem.longest()).isEqualTo(Duration.ofSeconds(10)));
        assertThat(state("kitchen").sources()).extracting(SourceState::source, SourceState::trust)
                .containsExactly(tuple("Radar", Trust.RESTORED));
        seed("Mike", "hall", 50);
        assertThat(state("hall").held()).isTrue();
        assertThat(model.exportState().get("sources").get("kitchen")).hasSize(3);
    }

    @Test
    void whatWaitsIsWrittenDownBesideWhatIsConfigured() {
        SourceConfig a = source("A", SourceType.MOTION).maxActive(Duration.ofSeconds(10)).build();
        SourceConfig b = source("B", SourceType.MOTION).maxActive(Duration.ofSeconds(10)).build();
        home(a, b);
        item("A", "ON", 0);
        item("B", "ON", 0);
        model.advance(at(20));
        var snapshot = model.exportState();
        model = new OccupancyModel();
        model.restoreState(snapshot, at(20));
        home(a);
        assertThat(model.exportState().get("sources")).isEqualTo(snapshot.get("sources"));

        model.restoreState(JsonNodeFactory.instance.objectNode().put("version", 1), at(30));
        model.putSource(b, at(30));
        assertThat(problem("kitchen", "B")).as("another snapshot takes the place of what waits").isNull();
    }

    @Test
    void whatWaitsMovesWithTheClockAndGoesWithItsLocation() {
        SourceConfig pir = source("PIR", SourceType.MOTION).maxActive(Duration.ofSeconds(100)).build();
        home(pir);
        item("PIR", "ON", 0);
        var snapshot = model.exportState();
        model = new OccupancyModel();
        model.restoreState(snapshot, at(0));
        model.shift(Duration.ofSeconds(1000));
        home(pir);
        assertThat(model.nextExpiration()).isEqualTo(at(1100));
        model.restoreState(snapshot, at(1000));
        model.removeSource("kitchen", "PIR", at(1000));
        model.restoreState(snapshot, at(1000));
        assertThat(model.exportState().get("sources")).hasSize(1);
        model.removeSource("kitchen", "PIR", at(1000));
        assertThat(model.exportState().get("sources")).isEmpty();
        model.restoreState(snapshot, at(1000));
        model.removeLocation("kitchen", at(1000));
        assertThat(model.exportState().get("sources")).isEmpty();
    }

    @Test
    void anEarlierTimeCountsAsTheLatestSeenAlsoAfterTheClockWasSet() {
        home(source("Power", SourceType.LEVEL).on("50").minDuration(Duration.ofSeconds(30)).build());
        model.advance(at(10));
        model.shift(Duration.ofSeconds(1000));
        assertThat(item("Power", "60", 20).nextExpiration()).isEqualTo(at(1040));
    }

    @Test
    void aClockSetTo1970AndBackLosesNothing() {
        home(source("PIR", SourceType.MOTION).timeout(Duration.ofSeconds(60)).maxActive(Duration.ofDays(1)).build());
        item("PIR", "ON", 0);
        Duration back = Duration.between(T0, Instant.EPOCH.plusSeconds(10));
        assertThat(model.shift(back).nextExpiration()).isEqualTo(Instant.EPOCH.plusSeconds(10 + 86_400));
        model.advance(Instant.EPOCH.plusSeconds(20));
        assertThat(model.shift(back.negated()).nextExpiration()).isEqualTo(at(86_400));
        item("PIR", "OFF", 15);
        assertThat(state("kitchen").occupiedUntil()).isEqualTo(at(75));
    }

    @Test
    void seedingIsTold() {
        home(source("A", SourceType.PRESENCE).build());
        assertThat(told(seed("A", "ON", 0))).containsExactly("kitchen@0", "home@0");
        SourceStatus status = model.views().status("kitchen", "A");
        assertThat(status.contributes()).isTrue();
        assertThat(status.config().id()).isEqualTo("A");
        assertThat(model.items()).containsExactly("A");
        model.restoreState(model.exportState(), at(1));
        assertThat(told(model.restoreState(JsonNodeFactory.instance.objectNode(), at(2)).result()))
                .containsExactly("kitchen@2", "home@2");
    }

    @Test
    void lateEventsOfAPersonAreForgottenElsewhere() {
        home(SourceConfig.builder("home", "Mike", SourceType.PERSON).occupant("Mike").build(),
                SourceConfig.builder("hall", "PIR", SourceType.MOTION).build());
        item("Mike", "hall", 0);
        assertThat(model.views().contributors("hall")).extracting(SourceConfig::id).containsExactly("PIR", "Mike");
        model.removeSource("home", "Mike", at(1));
        assertThat(model.views().contributors("hall")).extracting(SourceConfig::id).containsExactly("PIR");
    }

    @Test
    void aConfigurationThatChangesAPlaceTwiceAtOnceIsToldInOrder() {
        List<LocationConfig> deep = List.of(LocationConfig.builder("home").build(),
                LocationConfig.builder("floor").parent("home").build(),
                LocationConfig.builder("room").parent("floor").build(),
                LocationConfig.builder("desk").parent("room").build());
        SourceConfig.Builder radar = SourceConfig.builder("desk", "A", SourceType.PRESENCE).timeout(Duration.ZERO);
        model.configureAll(deep,
                List.of(radar.build(),
                        SourceConfig.builder("room", "B", SourceType.PRESENCE).timeout(Duration.ofSeconds(9)).build()),
                T0);
        item("B", "ON", 0);
        item("B", "OFF", 1);
        List<LocationConfig> flat = new ArrayList<>(deep);
        flat.set(2, LocationConfig.builder("room").parent("home").build());
        item("A", "ON", 2);
        EngineResult result = model.configureAll(flat, List.of(
                SourceConfig.builder("room", "A", SourceType.PRESENCE).timeout(Duration.ZERO).occupant("Mike").build()),
                at(3));
        assertThat(told(result)).doesNotHaveDuplicates().containsSubsequence("desk@3", "room@3", "home@3");
        assertThat(state("floor").occupied()).isFalse();
        assertThat(state("home").occupants()).containsExactly("Mike");
    }

    @Test
    void aConfigurationIsToldChildrenBeforeParentsWhicheverChangedFirst() {
        home(SourceConfig.builder("hall", "A", SourceType.PRESENCE).occupant("Mike").build());
        item("A", "ON", 0);
        EngineResult result = model.configureAll(HOME.subList(0, 2), List.of(source("A", SourceType.PRESENCE).build()),
                at(10));
        assertThat(told(result)).containsExactly("kitchen@10", "home@10");
        assertThat(state("home").occupants()).isEmpty();
    }

    @Test
    void needsRepeatsOnlyForThoseThatNeverReportOff() {
        home(source("A", SourceType.MOTION).build(), source("B", SourceType.MOTION).pulseOnly(true).build(),
                SourceConfig.builder("hall", "B", SourceType.ACTIVITY).build());
        assertThat(model.needsRepeats("A")).isFalse();
        assertThat(model.needsRepeats("B")).isTrue();
    }

    @Test
    void aSourceThatIsGoneDoesNothingByItself() {
        home(source("A", SourceType.MOTION).maxActive(Duration.ofSeconds(60)).build());
        item("A", "ON", 0);
        assertThat(model.removeSource("kitchen", "A", at(10)).nextExpiration()).isEqualTo(at(610));
        assertThat(model.views().status("kitchen", "A")).isNull();
        assertThat(told(model.advance(at(700)))).containsExactly("kitchen@610", "home@610");
    }
}
