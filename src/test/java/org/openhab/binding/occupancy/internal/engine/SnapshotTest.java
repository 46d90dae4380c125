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

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.EngineResult;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.RestoreResult;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.engine.model.SnapshotProblem;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;
import org.openhab.binding.occupancy.internal.engine.model.Transition;
import org.openhab.binding.occupancy.internal.engine.model.Trust;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.binding.occupancy.internal.engine.whereabouts.SilenceHistogram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What survives a restart, and that no content of a snapshot can do harm.
 */
@NonNullByDefault
class SnapshotTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Home home = new Home().location("house").child("room", "house").follower("hall", "house");

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> problems(String snapshot) {
        return home.engine.restore(json(snapshot), at(1000)).problems().stream()
                .map(problem -> problem.path() + ": " + problem.message()).toList();
    }

    /** A host that knows its locations one after the other must not make a home look as if it had been empty. */
    @Test
    void locationsThatComeTogetherComeBackAsTheyWere() {
        home.hold("room", "radar", 10).advance(20);
        home.vacate("hall", 20);
        Home other = new Home();
        other.engine.restore(home.engine.export(), at(30));
        List<Transition> told = other.engine.configure(
                List.of(LocationConfig.builder("hall").parent("house").strategy(Strategy.FOLLOW_PARENT).build(),
                        LocationConfig.builder("house").build(),
                        LocationConfig.builder("room").parent("house").build()),
                at(40)).transitions();
        assertThat(told).filteredOn(Transition::flipped).extracting(Transition::location).containsExactly("room",
                "house");
        assertThat(told).allSatisfy(change -> assertThat(change.cause()).isInstanceOf(Cause.Restore.class));
        assertThat(other.state("hall").occupied()).isFalse();
        assertThat(other.engine.lastChange("house")).isEqualTo(at(10));
        assertThat(other.engine.lastActivity("room")).isEqualTo(at(10));
    }

    @Test
    void aFollowerThatComesBackTogetherWithItsParentIsAsVacantAsThat() {
        Home home = new Home().location("house").follower("hall", "house").momentary("house", "pir", 0, 10);
        home.engine.detach("hall", at(5));
        home.engine.detach("house", at(5));
        home.engine.configure(
                List.of(LocationConfig.builder("house").build(),
                        LocationConfig.builder("hall").parent("house").strategy(Strategy.FOLLOW_PARENT).build()),
                at(20));
        assertThat(home.occupied("house")).isFalse();
        assertThat(home.occupied("hall")).isFalse();
        home.lock("hall", "party", LockMode.FREEZE, 21);
        assertThat(home.occupied("hall")).as("frozen as it was").isFalse();
    }

    @Test
    void whatIsDetachedComesBackAsItWasUnlessItEndedByThen() {
        Home home = new Home().location("house", house -> house.linger(seconds(10))).child("room", "house")
                .momentary("room", "pir", 0, 10).momentary("house", "pir", 0, 15);
        home.handle(OccupancyEvent.lock("room", "party", LockMode.KEEP_VACANT, at(1)).withDuration(seconds(19)));
        home.advance(12);
        List<LocationConfig> configs = List.of(LocationConfig.builder("house").linger(seconds(10)).build(),
                LocationConfig.builder("room").parent("house").build());
        home.engine.detach("room", at(13));
        home.engine.detach("house", at(13));
        home.engine.configure(configs, at(14));
        assertThat(home.until("house")).isEqualTo(at(20));
        assertThat(home.source("house", "pir").until()).isEqualTo(at(15));
        assertThat(home.state("room").locks()).hasSize(1);

        home.engine.detach("room", at(16));
        home.engine.detach("house", at(16));
        home.engine.configure(configs, at(20));
        assertThat(home.state("house")).isEqualTo(LocationState.VACANT);
        assertThat(home.state("room")).as("nothing lasts into the instant of its end").isEqualTo(LocationState.VACANT);
    }

    @Test
    void theFormat() {
        home.momentary("room", "pir", 1, 10);
        home.handle(
                OccupancyEvent.holdStart("room", "phone", "presence", at(2)).withOccupant("Ann").withSustainOnly(true));
        home.handle(OccupancyEvent.momentary("room", "camera", "motion", at(2)).withOccupant("Ben"));
        home.handle(OccupancyEvent.lock("house", "party", LockMode.KEEP_VACANT, at(3)).withScope(Scope.SUBTREE)
                .withDuration(seconds(60)));
        home.vacate("hall", 4);
        assertThat(home.engine.export()).isEqualTo(
                json("""
                        {'version':1,'at':'2026-01-01T00:00:04Z','locations':{
                          'hall':{'occupied':false,'followSuspended':true,'changedAt':'2026-01-01T00:00:04Z'},
                          'house':{'occupied':true,'changedAt':'2026-01-01T00:00:01Z',
                            'lastActivity':'2026-01-01T00:00:02Z',
                            'locks':[{'owner':'party','mode':'KEEP_VACANT','scope':'SUBTREE','until':'2026-01-01T00:01:03Z'}]},
                          'room':{'occupied':true,'own':true,'changedAt':'2026-01-01T00:00:01Z',
                            'lastActivity':'2026-01-01T00:00:02Z','sources':[
                              {'source':'camera','category':'motion','until':'2026-01-01T00:10:02Z'},
                              {'source':'phone','category':'presence','hold':true,'since':'2026-01-01T00:00:02Z','occupant':'Ann','sustainOnly':true},
                              {'source':'pir','category':'motion','until':'2026-01-01T00:00:11Z'}],
                            'sightings':['Ben']}}}
                        """));
    }

    @Test
    void runningTimersComeBackAndExpiredOnesDoNot() {
        home.momentary("room", "pir", 0, 100).momentary("room", "mat", 0, 500);
        Home next = home.restarted(200);
        assertThat(next.state("room").sources()).extracting(SourceState::source).containsExactly("mat");
        assertThat(next.until("house")).isEqualTo(at(500));
        assertThat(next.told("house").cause()).isEqualTo(new Cause.Restore());
        assertThat(next.told("house").at()).isEqualTo(at(200));
        assertThat(next.engine.lastChange("room")).isEqualTo(at(0));
        assertThat(next.engine.lastActivity("room")).isEqualTo(at(0));
        assertThat(home.restarted(500).told).isEmpty();
        assertThat(home.restarted(500).engine.nextExpiration()).isNull();
    }

    @Test
    void holdsAreBelievedForAGraceUnlessTheirSourceSpeaks() {
        home.hold("room", "radar", 0);
        home.handle(OccupancyEvent.holdStart("room", "phone", "presence", at(0)).withOccupant("Ann"));
        Home next = home.restarted(100);
        assertThat(next.source("room", "radar").trust()).isEqualTo(Trust.RESTORED);
        assertThat(next.until("house")).isEqualTo(at(1000));
        assertThat(next.people("house")).containsExactly("Ann");
        next.hold("room", "radar", 200);
        assertThat(next.source("room", "radar").trust()).isEqualTo(Trust.LIVE);
        assertThat(next.held("room")).isTrue();
        next.release("room", "radar", 300, 20).advance(900);
        assertThat(next.until("room")).as("the phone has still said nothing").isEqualTo(at(1000));
        next.advance(1000);
        assertThat(next.occupied("room")).isFalse();
        assertThat(next.people("house")).isEmpty();
    }

    @Test
    void anotherRestartDoesNotRenewTheGrace() {
        home.hold("room", "radar", 0);
        assertThat(home.restarted(100).restarted(500).until("room")).isEqualTo(at(1000));
        assertThat(home.restarted(100).restarted(1000).occupied("room")).isFalse();
    }

    @Test
    void aSourceThatGoesSilentAfterARestartIsBelievedForTheLongerOfBoth() {
        home.hold("room", "radar", 0);
        Home next = home.restarted(100);
        next.handle(OccupancyEvent.sourceLost("room", "radar", "presence", at(110)).withDuration(seconds(60)));
        assertThat(next.until("room")).isEqualTo(at(1000));
        Home other = home.restarted(100);
        other.handle(OccupancyEvent.sourceLost("room", "radar", "presence", at(110)).withDuration(seconds(2000)));
        assertThat(other.until("room")).isEqualTo(at(2110));
    }

    @Test
    void whatWasLostOrVacatedStaysSo() {
        home.hold("room", "radar", 0).hold("house", "mat", 0);
        home.handle(OccupancyEvent.sourceLost("room", "radar", "presence", at(1)).withDuration(seconds(99)));
        home.handle(OccupancyEvent.vacate("house", "switch", at(2)).withScope(Scope.SELF));
        Home next = home.restarted(50);
        assertThat(next.source("room", "radar").trust()).isEqualTo(Trust.LOST);
        assertThat(next.until("room")).isEqualTo(at(100));
        assertThat(next.source("house", "mat").trust()).isEqualTo(Trust.VACATED);
        next.advance(100);
        assertThat(next.occupied("house")).isFalse();
    }

    @Test
    void aLockedLocationShowsAfterwardsWhatItShowedBefore() {
        home.hold("room", "radar", 0).lock("room", "party", LockMode.FREEZE, 1).release("room", "radar", 2, 0);
        home.handle(OccupancyEvent.lock("house", "night", LockMode.KEEP_OCCUPIED, at(3)).withDuration(seconds(7)));
        Home next = home.restarted(5);
        assertThat(next.held("room")).isTrue();
        assertThat(next.state("room").locks()).isEqualTo(home.state("room").locks());
        assertThat(next.state("house").locks()).hasSize(1);
        assertThat(home.restarted(10).state("house").locks()).as("this one has ended").isEmpty();
        next.unlock("room", "party", 6);
        assertThat(next.occupied("room")).isFalse();
    }

    @Test
    void aLingerComesBackAndOneThatBeganMeanwhileIsCaughtUp() {
        home.location("house", house -> house.linger(seconds(60)));
        home.momentary("room", "pir", 0, 10).advance(20);
        assertThat(home.restarted(30).until("house")).isEqualTo(at(70));
        home.momentary("room", "pir", 40, 10);
        assertThat(home.restarted(55).until("house")).isEqualTo(at(110));
        assertThat(home.restarted(55).occupied("room")).isFalse();
    }

    @Test
    void restoringTakesTheLocationOfAllThatWasKnown() {
        JsonNode empty = home.engine.export();
        home.momentary("room", "pir", 0, 100).lock("room", "party", LockMode.FREEZE, 1);
        home.handle(OccupancyEvent.momentary("room", "camera", "motion", at(2)).withOccupant("Ann"));
        RestoreResult result = home.engine.restore(empty, at(3));
        assertThat(result.problems()).isEmpty();
        assertThat(result.result().transitions()).extracting(Transition::location).containsExactly("room", "house",
                "hall");
        assertThat(result.result().transitions()).extracting(Transition::cause).containsOnly(new Cause.Restore());
        assertThat(result.result().nextExpiration()).isNull();
        assertThat(home.engine.states().values()).containsOnly(LocationState.VACANT);
    }

    @Test
    void restoringFreesWhatWasLockedFromAbove() {
        JsonNode empty = home.engine.export();
        home.lockAllBelow("house", "party", LockMode.FREEZE, 1).hold("room", "radar", 2);
        assertThat(home.engine.lockMode("room")).isEqualTo(LockMode.FREEZE);
        home.engine.restore(empty, at(3));
        assertThat(home.engine.lockMode("room")).isNull();
        home.lock("hall", "party", LockMode.FREEZE, 4).hold("room", "radar", 5);
        assertThat(home.held("room")).isTrue();
    }

    @Test
    void whatBelongsToALocationThatIsNotConfiguredYetWaitsForIt() {
        home.hold("room", "radar", 0).momentary("hall", "pir", 0, 1000);
        Home next = new Home(new OccupancyEngine());
        assertThat(next.engine.restore(home.engine.export(), at(10)).result().transitions()).isEmpty();
        assertThat(next.engine.export().at("/locations/room/sources/0/source").textValue())
                .as("and is exported meanwhile").isEqualTo("radar");
        assertThat(next.engine.export().at("/locations/room/at").isMissingNode()).isFalse();
        EngineResult result = next.engine.configure(LocationConfig.builder("room").build(), at(100));
        assertThat(result.transitions()).extracting(Transition::cause).containsExactly(new Cause.Restore());
        assertThat(next.until("room")).as("the grace begins when it is there").isEqualTo(at(1000));
        next.engine.remove("hall", at(100));
        next.engine.configure(LocationConfig.builder("hall").build(), at(100));
        assertThat(next.occupied("hall")).as("removed also while it waits").isFalse();
    }

    @Test
    void anotherSnapshotTakesTheLocationOfWhatWaits() {
        home.hold("room", "radar", 0);
        Home next = new Home(new OccupancyEngine());
        next.engine.restore(home.engine.export(), at(10));
        assertThat(next.engine.export().at("/locations/room/at").textValue()).isEqualTo("2026-01-01T00:00:00Z");
        Home third = new Home(new OccupancyEngine());
        third.engine.restore(SideBySide.throughText(next.engine.export()), at(20));
        assertThat(third.engine.export().at("/locations/room/at").textValue()).isEqualTo("2026-01-01T00:00:00Z");
        third.engine.restore(json("{'version':1,'locations':{}}"), at(30));
        assertThat(third.engine.export().at("/locations").isEmpty()).isTrue();
    }

    @Test
    void aPersonWhomTheSnapshotDoesNotKnowOfIsForgotten() {
        home.hold("room", "radar", 0);
        JsonNode snapshot = home.engine.export();
        home.handle(OccupancyEvent.momentary("room", "camera", "motion", at(1)).withOccupant("Ann"));
        home.engine.restore(snapshot, at(2));
        assertThat(home.occupied("room")).isTrue();
        assertThat(home.people("room")).isEmpty();
    }

    @Test
    void aDamagedFieldCountsAsAbsent() {
        home.hold("house", "mat", 0);
        assertThat(problems("{'version':1,'locations':{'hall':{'followSuspended':7},'room':{'occupied':1,"
                + "'changedAt':'x','lastActivity':'x','locks':[{'owner':'a'}]},"
                + "'house':{'sources':[{'source':'mat','category':'b','hold':true}]}}}")).hasSize(4);
        assertThat(home.occupied("house")).isTrue();
        assertThat(home.occupied("hall")).isTrue();
        assertThat(home.occupied("room")).isFalse();
        assertThat(home.engine.lastChange("room")).isNull();
        assertThat(home.engine.lastActivity("room")).isNull();
    }

    @Test
    void aSnapshotWithoutLocationsIsEmpty() {
        home.hold("room", "radar", 0);
        assertThat(problems("{'version':1}")).hasSize(1);
        assertThat(home.occupied("room")).isFalse();
    }

    @Test
    void settingTheClockMovesAlsoWhatWaits() {
        home.momentary("room", "pir", 0, 1000);
        Home next = new Home(new OccupancyEngine());
        next.engine.restore(home.engine.export(), at(0));
        next.engine.shift(seconds(5000));
        next.engine.configure(LocationConfig.builder("room").build(), at(5100));
        assertThat(next.until("room")).isEqualTo(at(6000));
    }

    @Test
    void whatWaitsIsOlderThanTheNextSnapshotAlsoWhenTheClockWasSet() {
        home.momentary("room", "pir", 0, 1000);
        Home next = new Home(new OccupancyEngine());
        next.engine.restore(home.engine.export(), at(0));
        next.advance(10).engine.shift(seconds(5000));
        JsonNode snapshot = next.engine.export();
        assertThat(snapshot.at("/at").textValue()).isEqualTo(at(5010).toString());
        assertThat(snapshot.at("/locations/room/at").textValue()).isEqualTo(at(5000).toString());
    }

    @Test
    void aSnapshotFromTheFutureWasTakenByAWrongClock() {
        home.advance(10_000).momentary("room", "pir", 10_000, 50);
        home.handle(OccupancyEvent.lock("room", "party", LockMode.FREEZE, at(10_000)).withDuration(seconds(70)));
        Home next = home.restarted(100);
        assertThat(next.until("room")).isEqualTo(at(170));
        assertThat(next.source("room", "pir").until()).isEqualTo(at(150));
        assertThat(next.engine.lastActivity("room")).isEqualTo(at(100));
    }

    @Test
    void whatEndsAtTheInstantOfTheRestartIsToldOnce() {
        home.momentary("room", "pir", 0, 10);
        JsonNode snapshot = home.engine.export();
        RestoreResult result = home.engine.restore(snapshot, at(10));
        assertThat(result.result().transitions()).extracting(Transition::location).containsExactly("room", "house",
                "hall");
    }

    // --------------------------------------------------------------------------------------------- damaged content

    @ParameterizedTest
    @ValueSource(strings = { "[]", "null", "7", "'text'", "{'version':2}", "{'version':0}", "{'version':'1'}",
            "{'version':1,'locations':[]}", "{'a':1}", "{'a':{'b':2}}" })
    void whatIsNoSnapshotIsReportedAndChangesNothing(String snapshot) {
        home.hold("room", "radar", 0);
        assertThat(problems(snapshot)).hasSize(1);
        assertThat(home.held("room")).isTrue();
    }

    @Test
    void theProblemsNameThePathAndTheValue() {
        assertThat(problems("[]")).containsExactly(": The snapshot is not a JSON object.");
        assertThat(problems("{'version':3}"))
                .containsExactly("/version: The snapshot has the version 3; this add-on reads version 1.");
        assertThat(problems("{'version':1}")).containsExactly("/locations: The snapshot has no object of locations.");
        assertThat(problems("{'a/b~c':true}"))
                .containsExactly("/a~1b~0c: This is neither a location nor a part of a snapshot.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = { "7 | /locations/room: The location is not an object.",
            "{'occupied':1} | /locations/room/occupied: The field occupied is neither true nor false.",
            "{'own':'x'} | /locations/room/own: The field own is neither true nor false.",
            "{'at':'soon'} | /locations/room/at: The field at is \"soon\", which is not a time.",
            "{'lingerUntil':5} | /locations/room/lingerUntil: The field lingerUntil is 5, which is not a time.",
            "{'changedAt':'1969-01-01T00:00:00Z'} | /locations/room/changedAt: The field changedAt is \"1969-01-01T00:00:00Z\", which is not a time.",
            "{'lastActivity':'+20000-01-01T00:00:00Z'} | /locations/room/lastActivity: The field lastActivity is \"+20000-01-01T00:00:00Z\", which is not a time.",
            "{'sightings':{}} | /locations/room/sightings: The field sightings is not a list.",
            "{'sightings':['Ann',' ']} | /locations/room/sightings/1: The name of a person is missing.",
            "{'sightings':[4]} | /locations/room/sightings/0: The name of a person is missing.",
            "{'locks':[{'mode':'FREEZE'}]} | /locations/room/locks/0/owner: The field owner is not a name.",
            "{'locks':[{'owner':'a','mode':'MELT'}]} | /locations/room/locks/0/mode: The field mode is \"MELT\", which is not known.",
            "{'locks':[{'owner':'a','scope':3}]} | /locations/room/locks/0/scope: The field scope is 3, which is not known.",
            "{'locks':[{'owner':'a','until':'x'}]} | /locations/room/locks/0/until: The field until is \"x\", which is not a time.",
            "{'locks':[{'owner':'a'},{'owner':'a'}]} | /locations/room/locks/1: The lock of a stands here twice.",
            "{'sources':[{'category':'motion','hold':true}]} | /locations/room/sources/0/source: The field source is not a name.",
            "{'sources':[{'source':'a','category':' ','hold':true}]} | /locations/room/sources/0/category: The field category is not a name.",
            "{'sources':[{'source':'a','category':'b'}]} | /locations/room/sources/0: The source a neither holds nor has a timer.",
            "{'sources':[{'source':'a','category':'b','hold':3}]} | /locations/room/sources/0/hold: The field hold is neither true nor false.",
            "{'sources':[{'source':'a','category':'b','hold':true,'trust':'BLIND'}]} | /locations/room/sources/0/trust: The field trust is \"BLIND\", which is not known.",
            "{'sources':[{'source':'a','category':'b','until':'x'}]} | /locations/room/sources/0/until: The field until is \"x\", which is not a time.",
            "{'sources':[{'source':'a','category':'b','hold':true,'occupant':3}]} | /locations/room/sources/0/occupant: The field occupant is not a name.",
            "{'stay':7} | /locations/room/stay: The field stay is not an object.",
            "{'stay':{'lastActive':'x','rhythm':1.5,'gaps':2}} | /locations/room/stay/lastActive: The field lastActive is \"x\", which is not a time.",
            "{'stay':{'rhythm':1.5,'gaps':-1}} | /locations/room/stay/rhythm: The rhythm and its gaps are not numbers.",
            "{'stay':{'rhythm':1.5}} | /locations/room/stay/rhythm: The rhythm and its gaps are not numbers.",
            "{'stay':{'rhythm':1.5,'gaps':2,'doors':{'a/b':3}}} | /locations/room/stay/doors/a~1b: The field is neither true nor false.",
            "{'stay':{'rhythm':1.5,'gaps':2,'followedAtOnce':{'hall':-3}}} | /locations/room/stay/followedAtOnce/hall: The count is -3, which is none.",
            "{'home':{'falseAlarms':{'pir':-3}}} | /locations/room/home/falseAlarms/pir: The count is -3, which is none.",
            "{'stay':{'rhythm':1.5,'gaps':2,'followedLater':{'hall':1e9}}} | /locations/room/stay/followedLater/hall: The count is 1.0E9, which is none.",
            "{'stay':{'rhythm':1.5,'gaps':2,'followers':{'hall':'x'}}} | /locations/room/stay/followers/hall: The field is neither true nor false.",
            "{'stay':{'rhythm':1.5,'gaps':2,'doors':3}} | /locations/room/stay/doors: The field doors is not an object.",
            "{'sources':[{'source':'a','category':'b','hold':true},{'source':'a','category':'b','hold':true}]} | /locations/room/sources/1: The source a stands here twice." })
    void aDamagedEntryIsSkippedWithItsPathAndTheRestIsRestored(String room, String problem) {
        assertThat(problems("{'version':1,'at':'2026-01-01T00:16:00Z','locations':{'room':" + room
                + ",'hall':{'sources':[{'source':'mat','category':'presence','until':'2026-01-01T01:00:00Z'}]}}}"))
                .containsExactly(problem);
        assertThat(home.until("hall")).isEqualTo(at(3600));
    }

    @Test
    void aLongValueIsShortened() {
        assertThat(problems("{'version':1,'at':'" + "x".repeat(100) + "'}").get(0)).hasSizeLessThan(130).contains("…");
    }

    @Test
    void unsetFieldsHaveTheirDefaults() {
        assertThat(problems("{'version':1,'locations':{'room':{'occupied':null,'sources':null,'sightings':['Ann'],"
                + "'locks':[{'owner':'party','mode':null,'until':null}]}}}")).isEmpty();
        assertThat(home.state("room").locks())
                .containsExactly(new Lock("party", LockMode.FREEZE, Scope.SELF, Instants.HELD));
        assertThat(home.occupied("room")).isFalse();
    }

    @Test
    void noContentMakesItThrow() {
        Random random = new Random(5);
        Home rich = new Home().location("house", house -> house.linger(seconds(60))).child("room", "house")
                .follower("hall", "house").location("den", den -> den.vacancy(Vacancy.DEPARTURE));
        rich.momentary("room", "pir", 1, 100).hold("room", "radar", 2).lock("house", "party", LockMode.FREEZE, 3);
        rich.momentary("den", "pir", 4, 100).vacate("hall", 5);
        rich.handle(OccupancyEvent.momentary("room", "camera", "motion", at(6)).withOccupant("Ann"));
        JsonNode good = rich.engine.export();
        JsonNode legacy = json("""
                {'room':{'is_occupied':true,'occupied_until':'2026-01-01T00:20:00','active_occupants':['Ann'],
                 'active_holds':['radar'],'lock_state':'locked_frozen'}}""");
        for (int i = 0; i < 1000; i++) {
            JsonNode damaged = damage((i % 3 == 0 ? legacy : good).deepCopy(), random);
            home.location("den", den -> den.vacancy(Vacancy.DEPARTURE));
            RestoreResult result = home.engine.restore(damaged, at(10));
            assertThat(result.problems()).allMatch(p -> p.message().endsWith(".") && p.path().length() < 200);
            home.engine.states().forEach((id, state) -> {
                assertThat(state.occupied() || state.occupants().isEmpty()).isTrue();
                assertThat(home.engine.explain(id)).isNotNull();
            });
            assertThat(home.engine.restore(SideBySide.throughText(home.engine.export()), at(10)).problems())
                    .as("what it writes it can read: %s", damaged).isEmpty();
        }
    }

    /** Replaces one value, somewhere, by something else. */
    private static JsonNode damage(JsonNode root, Random random) {
        List<ObjectNode> objects = new ArrayList<>();
        List<ArrayNode> arrays = new ArrayList<>();
        collect(root, objects, arrays);
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        List<JsonNode> junk = List.of(nodes.nullNode(), nodes.numberNode(-1), nodes.numberNode(1e300),
                nodes.textNode(""), nodes.textNode("x"), nodes.booleanNode(true), nodes.objectNode(), nodes.arrayNode(),
                nodes.textNode("9999-12-31T23:59:59.999Z"), nodes.textNode("1970-01-01T00:00:00Z"),
                nodes.textNode("+999999999-12-31T23:59:59Z"), nodes.textNode("VACATED"), nodes.textNode("LOST"),
                nodes.textNode("RESTORED"), nodes.textNode("KEEP_OCCUPIED"), nodes.textNode("SUBTREE"));
        for (int i = 0; i <= random.nextInt(3); i++) {
            JsonNode value = junk.get(random.nextInt(junk.size())).deepCopy();
            if (!arrays.isEmpty() && random.nextInt(3) == 0) {
                ArrayNode array = arrays.get(random.nextInt(arrays.size()));
                if (array.isEmpty() || random.nextBoolean()) {
                    array.add(value);
                } else {
                    array.set(random.nextInt(array.size()), value);
                }
            } else {
                ObjectNode object = objects.get(random.nextInt(objects.size()));
                List<String> names = new ArrayList<>();
                for (Iterator<String> it = object.fieldNames(); it.hasNext();) {
                    names.add(it.next());
                }
                if (names.isEmpty() || random.nextInt(8) == 0) {
                    object.set("den", value);
                } else {
                    object.set(names.get(random.nextInt(names.size())), value);
                }
            }
        }
        return root;
    }

    private static void collect(JsonNode node, List<ObjectNode> objects, List<ArrayNode> arrays) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        } else if (node instanceof ArrayNode array) {
            arrays.add(array);
        }
        node.forEach(child -> collect(child, objects, arrays));
    }

    // ------------------------------------------------------------------------------------------ the Python library

    @Test
    void theStateOfThePythonLibraryIsAccepted() {
        assertThat(problems("""
                {'room':{'is_occupied':true,'occupied_until':'2026-01-01T00:20:00+00:00','active_occupants':['Ann'],
                  'active_holds':[],'lock_state':'unlocked'},
                 'hall':{'is_occupied':true,'occupied_until':null,'active_occupants':['Ben'],
                  'active_holds':['radar'],'lock_state':'locked_frozen'}}""")).isEmpty();
        assertThat(home.source("room", "restored").until()).isEqualTo(at(1200));
        assertThat(home.people("room")).containsExactly("Ann");
        assertThat(home.source("hall", "radar").trust()).isEqualTo(Trust.RESTORED);
        assertThat(home.source("hall", "radar").until()).isEqualTo(at(1900));
        assertThat(home.people("hall")).containsExactly("Ben");
        assertThat(home.engine.lockMode("hall")).isEqualTo(LockMode.FREEZE);
        assertThat(home.people("house")).containsExactly("Ann", "Ben");
        home.release("hall", "radar", 1001, 0);
        assertThat(home.occupied("hall")).as("its frozen lock is a lock of the owner restored").isTrue();
        home.unlock("hall", "restored", 1300);
        assertThat(home.occupied("hall")).isFalse();
    }

    @Test
    void thePythonLibrarysTimesMayLackAnOffsetOrHaveASpace() {
        assertThat(problems("{'room':{'is_occupied':true,'occupied_until':'2026-01-01 00:20:00.250'}}")).isEmpty();
        assertThat(home.until("room")).isEqualTo(at(1200.25));
        assertThat(problems("{'room':{'is_occupied':true,'occupied_until':'2026-01-01T02:20:00+02:00'}}")).isEmpty();
        assertThat(home.until("room")).isEqualTo(at(1200));
    }

    @Test
    void aPythonTimerThatIsOverIsOver() {
        assertThat(problems("{'room':{'is_occupied':true,'occupied_until':'2026-01-01T00:10:00'}}")).isEmpty();
        assertThat(home.occupied("room")).isFalse();
    }

    @Test
    void aPersonWhoHeldAPlaceByThemselvesHoldsItForAGrace() {
        assertThat(problems("{'room':{'is_occupied':true,'occupied_until':null,'active_occupants':['Ann'],"
                + "'active_holds':[]}}")).isEmpty();
        assertThat(home.until("room")).isEqualTo(at(1900));
        assertThat(home.people("room")).containsExactly("Ann");
        assertThat(home.source("room", "restored:Ann").occupant()).isEqualTo("Ann");
    }

    @Test
    void damagedPythonStateIsReportedByPath() {
        assertThat(problems("""
                {'room':{'is_occupied':'yes','occupied_until':12,'active_occupants':[1],'active_holds':[''],
                  'lock_state':'welded'},'hall':3}""")).containsExactlyInAnyOrder(
                "/room/is_occupied: The field is_occupied is neither true nor false.",
                "/room/occupied_until: The field occupied_until is 12, which is not a time.",
                "/room/active_occupants/0: The name of a person is missing.",
                "/room/active_holds/0: The name of a source is missing.",
                "/room/lock_state: The lock state welded is not known.",
                "/hall: This is neither a location nor a part of a snapshot.");
        assertThat(problems("{}")).as("an empty state is a state").isEmpty();
    }

    @Test
    void aPythonLocationMayBeCalledVersion() {
        home.location("version");
        assertThat(problems("{'version':{'is_occupied':true,'occupied_until':'2026-01-01T00:20:00'}}")).isEmpty();
        assertThat(home.until("version")).isEqualTo(at(1200));
    }

    // ---------------------------------------------------------------------------------- locations left by departure

    /** A bath with a door and a sensor that cools down, a kitchen beside a study where a radar sees somebody. */
    private static Home homeThatIsLeftByDeparture() {
        Home home = new Home().location("house");
        for (String room : List.of("bath", "kitchen", "study")) {
            home.location(room, location -> location.parent("house").vacancy(Vacancy.DEPARTURE));
        }
        home.handle(OccupancyEvent.momentary("bath", "door", "door", at(1)).withBoundary(BoundaryChange.CLOSED));
        home.handle(OccupancyEvent.momentary("bath", "window", "door", at(2)).withBoundary(BoundaryChange.CLOSED));
        home.advance(900);
        home.handle(OccupancyEvent.holdStart("bath", "pir", "motion", at(1000)));
        home.handle(OccupancyEvent.holdEnd("bath", "pir", "motion", at(1007)));
        home.hold("study", "radar", 1010);
        home.handle(OccupancyEvent.momentary("kitchen", "pir", "motion", at(1020)));
        home.handle(OccupancyEvent.holdStart("kitchen", "other pir", "motion", at(1030)));
        home.handle(OccupancyEvent.momentary("bath", "mat", "motion", at(1040)));
        return home;
    }

    @Test
    void aLocationThatIsLeftByDepartureWritesDownWhatItRemembers() {
        JsonNode locations = homeThatIsLeftByDeparture().engine.export().get("locations");
        JsonNode bath = locations.get("bath").get("stay");
        assertThat(bath.get("lastActive").textValue()).isEqualTo(at(1040).toString());
        assertThat(bath.get("doors").toString()).isEqualTo("{\"door\":false,\"window\":false}");
        assertThat(bath.get("closedSince").textValue()).isEqualTo(at(2).toString());
        assertThat(bath.get("doorMoved").textValue()).isEqualTo(at(2).toString());
        assertThat(bath.get("enclosed").booleanValue()).isTrue();
        assertThat(bath.get("lastInside").textValue()).isEqualTo(at(1040).toString());
        assertThat(bath.get("anotherWay").intValue()).as("somebody came in through closed doors").isEqualTo(2);
        assertThat(bath.get("coolDown").toString()).isEqualTo("{\"pir\":7000}");
        assertThat(bath.get("activities").intValue()).isEqualTo(5);
        assertThat(bath.get("gaps").intValue()).isEqualTo(3);
        assertThat(bath.get("silences")).hasSize(SilenceHistogram.CLASSES);
        assertThat(bath.has("movingSince")).isFalse();
        JsonNode kitchen = locations.get("kitchen").get("stay");
        assertThat(kitchen.get("besideHold").textValue()).isEqualTo("study");
        assertThat(kitchen.get("movingSince").toString()).isEqualTo("{\"other pir\":\"" + at(1030) + "\"}");
        assertThat(kitchen.get("elsewhereAt").textValue()).isEqualTo(at(1040).toString());
        assertThat(kitchen.get("elsewhere").textValue()).isEqualTo("bath");
        for (String absent : List.of("doors", "coolDown", "closedSince", "doorMoved", "anotherWay", "enclosed",
                "seesStillness", "leavingSince", "leavingTo", "peopleElsewhere")) {
            assertThat(kitchen.has(absent)).as(absent).isFalse();
        }
        assertThat(locations.get("study").get("stay").get("seesStillness").booleanValue()).isTrue();
    }

    @Test
    void restoringTakesTheLocationOfAllThatAPlaceThatIsLeftByDepartureRemembers() {
        Home home = homeThatIsLeftByDeparture();
        home.engine.restore(new Home().engine.export(), at(1050));
        assertThat(home.engine.export().findValues("stay")).isEmpty();
    }

    @Test
    void whatAPlaceThatIsLeftByDepartureRemembersIsReadBackToTheLetter() {
        Home home = homeThatIsLeftByDeparture();
        Home next = home.restarted(1040);
        for (String room : List.of("bath", "kitchen", "study")) {
            assertThat(SideBySide.throughText(next.engine.export()).at("/locations/" + room + "/stay"))
                    .isEqualTo(SideBySide.throughText(home.engine.export()).at("/locations/" + room + "/stay"));
        }
    }

    @Test
    void whatIsDamagedOfIt() {
        ObjectNode snapshot = (ObjectNode) SideBySide.throughText(homeThatIsLeftByDeparture().engine.export());
        ObjectNode bath = (ObjectNode) snapshot.at("/locations/bath/stay");
        bath.putObject("doors").put("door", 1).put("window", true);
        bath.putObject("coolDown").put("pir", -1).put("mat", 0);
        bath.putObject("movingSince").put("pir", "soon");
        bath.putArray("weights").add(1).add(0.5);
        bath.putArray("people").add(1);
        Home next = new Home().location("bath", location -> location.vacancy(Vacancy.DEPARTURE));
        RestoreResult result = next.engine.restore(snapshot, at(1040));
        assertThat(result.problems()).extracting(SnapshotProblem::path).containsExactlyInAnyOrder(
                "/locations/bath/stay/doors/door", "/locations/bath/stay/coolDown/pir",
                "/locations/bath/stay/movingSince/pir", "/locations/bath/stay/people");
        JsonNode kept = next.engine.export().at("/locations/bath/stay");
        assertThat(kept.get("doors").toString()).isEqualTo("{\"window\":true}");
        assertThat(kept.get("coolDown").toString()).isEqualTo("{\"mat\":0}");
    }

    /** What the engine itself never writes would be infinite after the next sum, and NaN after the next quotient. */
    @Test
    void numbersThatNoSensorEverMadeAreReportedAndDoNotSpoilTheNextEvents() {
        ObjectNode snapshot = (ObjectNode) SideBySide.throughText(homeThatIsLeftByDeparture().engine.export());
        for (String room : List.of("bath", "kitchen", "study")) {
            ObjectNode stay = (ObjectNode) snapshot.at("/locations/" + room + "/stay");
            ArrayNode silences = stay.putArray("silences");
            for (int i = 0; i < SilenceHistogram.CLASSES; i++) {
                silences.add(1e308);
            }
            stay.put("activities", 1_000_000).put("rhythm", 1e308);
            stay.putArray("weights").add(1e308).add(1e308);
            stay.putArray("people").add(1e308).add(1);
            stay.put("lastActive", at(90_000).toString());
        }
        Home next = new Home(new OccupancyEngine(1));
        for (String room : List.of("bath", "kitchen", "study")) {
            next.location(room, location -> location.vacancy(Vacancy.DEPARTURE));
        }

        RestoreResult result = next.engine.restore(snapshot, at(1040));

        assertThat(result.problems()).extracting(SnapshotProblem::path)
                .containsExactlyInAnyOrderElementsOf(Stream.of("bath", "kitchen", "study")
                        .flatMap(room -> Stream.of("silences", "rhythm", "weights", "people", "lastActive")
                                .map(field -> "/locations/" + room + "/stay/" + field))
                        .toList());
        for (int i = 1; i < 50; i++) {
            String room = List.of("bath", "kitchen", "study").get(i % 3);
            next.handle(OccupancyEvent.momentary(room, "pir", "motion", at(1040 + 7 * i)));
            assertThat(next.state(room).occupied()).isTrue();
        }
        assertThat(next.engine.export().toString()).doesNotContain("NaN", "Infinity");
    }

    @Test
    void whatWaitsForAPlaceThatIsLeftByDepartureIsMovedWithTheClock() {
        OccupancyEngine engine = new OccupancyEngine();
        engine.restore(SideBySide.throughText(homeThatIsLeftByDeparture().engine.export()), at(1040));
        engine.shift(seconds(500));
        JsonNode bath = engine.export().at("/locations/bath/stay");
        assertThat(bath.get("lastActive").textValue()).isEqualTo(at(1540).toString());
        assertThat(bath.get("closedSince").textValue()).isEqualTo(at(502).toString());
        assertThat(engine.export().at("/locations/kitchen/stay/movingSince").toString())
                .isEqualTo("{\"other pir\":\"" + at(1530) + "\"}");
    }
}
