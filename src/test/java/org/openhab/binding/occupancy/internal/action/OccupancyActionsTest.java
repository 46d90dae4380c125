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
package org.openhab.binding.occupancy.internal.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;
import org.openhab.binding.occupancy.internal.engine.OccupancyEngine;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.RejectionCode;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.service.api.ItemCreator;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.core.automation.annotation.ActionInput;
import org.openhab.core.automation.annotation.ActionOutput;
import org.openhab.core.automation.annotation.RuleAction;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingUID;
import org.openhab.core.thing.binding.ThingActions;
import org.openhab.core.thing.binding.ThingHandler;

/**
 * What rules can do with a location. The events go to a real engine: what counts is what the location shows then.
 */
@ExtendWith(MockitoExtension.class)
class OccupancyActionsTest {

    private static final String KITCHEN = "occupancy:location:kitchen";
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    /** A handler of a location is both. */
    interface LocationThingHandler extends ThingHandler, OccupancyServiceProvider {
    }

    private @Mock OccupancyService service;
    private @Mock LocationThingHandler handler;
    private @Mock Thing thing;

    private final OccupancyEngine engine = new OccupancyEngine();
    private final OccupancyActions actions = new OccupancyActions();

    @BeforeEach
    void setUp() {
        engine.configure(LocationConfig.builder(KITCHEN).build(), NOW);
        lenient().when(handler.occupancyService()).thenReturn(service);
        lenient().when(service.timeZone()).thenReturn(ZoneId.of("Asia/Kathmandu"));
        lenient().when(handler.getThing()).thenReturn(thing);
        lenient().when(thing.getUID()).thenReturn(new ThingUID(KITCHEN));
        lenient().when(service.handle(any())).thenAnswer(call -> {
            try {
                Function<Instant, OccupancyEvent> event = call.getArgument(0);
                engine.handle(event.apply(NOW));
                return CompletableFuture.completedFuture(null);
            } catch (RejectedException e) {
                return CompletableFuture.failedFuture(e);
            }
        });
        lenient().when(service.explain(KITCHEN))
                .thenAnswer(call -> CompletableFuture.completedFuture(engine.explain(KITCHEN)));
        lenient().when(service.summarise(any()))
                .thenAnswer(call -> call.<Explanation> getArgument(0).occupied() ? "occupied, for a reason" : "vacant");
        // no translation: the key, and what goes into it
        lenient().when(service.text(any(), any(String[].class))).thenAnswer(
                call -> Arrays.stream(call.getArguments()).map(String::valueOf).collect(Collectors.joining(" ")));
        actions.setThingHandler(handler);
    }

    /** The main UI shows what an action answers: whoever pressed the button reads whether it worked, and why not. */
    @Test
    void everyActionAnswersWithASentence() {
        assertThat(actions.trigger()).isEqualTo("action.done " + KITCHEN + " occupied, for a reason");
        assertThat(actions.vacate()).isEqualTo("action.done " + KITCHEN + " vacant");
        assertThat(actions.lock("party", "FREEZE", "3 hours"))
                .isEqualTo("action.not-done action.refused.duration 3 hours");
        assertThat(actions.lock("party", "frozen")).isEqualTo("action.not-done action.refused.mode frozen");
        assertThat(actions.arrive(" ")).isEqualTo("action.not-done action.refused.person ");
        assertThat(engine.lockMode(KITCHEN)).isNull();
        assertThat(actions.keepOccupied("3h")).startsWith("action.done");
        assertThat(engine.lockMode(KITCHEN)).isEqualTo(LockMode.KEEP_OCCUPIED);
        assertThat(actions.keepVacant()).startsWith("action.done");
        assertThat(engine.lockMode(KITCHEN)).isEqualTo(LockMode.KEEP_VACANT);
        assertThat(actions.lock("party", "keep occupied")).as("as people write it").startsWith("action.done");
        engine.remove(KITCHEN, NOW);
        assertThat(actions.trigger()).startsWith("action.not-done");
        for (Method action : OccupancyActions.class.getDeclaredMethods()) {
            if (action.isAnnotationPresent(RuleAction.class)) {
                assertThat(action.getReturnType()).as(action.getName()).isNotEqualTo(void.class);
                assertThat(action.getAnnotationsByType(ActionOutput.class)).as(action.getName()).isNotEmpty();
            }
        }
    }

    @Test
    void whoeverRemovesALockThatIsNotThereReadsThat() {
        when(service.location(KITCHEN)).thenAnswer(call -> new LocationView(KITCHEN, null, "Kitchen", null,
                engine.state(KITCHEN), null, null, engine.lockMode(KITCHEN), false, Map.of(), List.of()));
        actions.lock("party");

        assertThat(actions.unlock()).isEqualTo("action.not-done action.refused.no-lock rule");
        assertThat(engine.lockMode(KITCHEN)).isEqualTo(LockMode.FREEZE);
        assertThat(actions.unlock("party")).isEqualTo("action.done Kitchen vacant");
        assertThat(actions.unlockAll()).isEqualTo("action.not-done action.refused.no-locks ");
        actions.lock("party");
        assertThat(actions.unlockAll()).isEqualTo("action.done Kitchen vacant");
        assertThat(engine.lockMode(KITCHEN)).isNull();
    }

    @Test
    void whoeverRemovesALockInARoomThatIsLockedWithItsHomeReadsWhereTheLockIs() {
        engine.configure(LocationConfig.builder("home").build(), NOW);
        engine.configure(LocationConfig.builder("floor").parent("home").build(), NOW);
        engine.configure(LocationConfig.builder(KITCHEN).parent("floor").build(), NOW);
        engine.handle(OccupancyEvent.lock("home", "party", LockMode.KEEP_VACANT, NOW).withScope(Scope.SUBTREE));
        Map<String, String> parents = Map.of(KITCHEN, "floor", "floor", "home");
        when(service.location(any())).thenAnswer(call -> new LocationView(call.getArgument(0),
                parents.get(call.getArgument(0)), "the " + call.getArgument(0), null, engine.state(call.getArgument(0)),
                null, null, engine.lockMode(call.getArgument(0)), false, Map.of(), List.of()));

        assertThat(actions.unlock("party")).isEqualTo("action.not-done action.refused.lock-around the home");
        assertThat(actions.unlockAll()).isEqualTo("action.not-done action.refused.lock-around the home");
        assertThat(actions.depart("Mike")).as("that has nothing to do with the lock")
                .isEqualTo("action.not-done action.refused.not-here Mike");
        assertThat(engine.lockMode(KITCHEN)).isEqualTo(LockMode.KEEP_VACANT);
    }

    /** What was given comes from rules and people: one line of it goes into the log and the answer. */
    @Test
    void whatWasGivenIsShownOnOneLine() {
        String answer = actions.lock("party", "FREEZE", "x\n\u001b[31m" + "y".repeat(5000));

        assertThat(answer).doesNotContain("\n", "\u001b").hasSizeLessThan(200);
    }

    @Test
    void activityCountsForTheTimeThatIsGiven() {
        actions.trigger("doorbell", "motion", "90s");

        assertThat(engine.state(KITCHEN).occupiedUntil()).isEqualTo(NOW.plusSeconds(90));
        assertThat(engine.state(KITCHEN).sources()).singleElement().satisfies(source -> {
            assertThat(source.source()).isEqualTo("doorbell");
            assertThat(source.category()).isEqualTo("motion");
        });
    }

    @Test
    void activityWithoutMoreCountsForTheTimeoutOfTheLocation() {
        actions.trigger();

        assertThat(engine.state(KITCHEN).occupiedUntil()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
    }

    @Test
    void whatIsHeldIsReleasedByTheSameSource() {
        actions.hold("film");
        assertThat(engine.state(KITCHEN).held()).isTrue();

        actions.release("other");
        assertThat(engine.state(KITCHEN).held()).isTrue();

        actions.release("film", null, "0s");
        assertThat(engine.state(KITCHEN).occupied()).isFalse();
    }

    @Test
    void vacateReachesWhatIsInTheLocationUnlessToldOtherwise() {
        String island = "occupancy:location:island";
        engine.configure(LocationConfig.builder(island).parent(KITCHEN).build(), NOW);
        engine.handle(OccupancyEvent.holdStart(island, "radar", "presence", NOW));

        actions.vacate(true);
        assertThat(engine.state(island).occupied()).isTrue();

        actions.vacate();
        assertThat(engine.state(island).occupied()).isFalse();
        assertThat(engine.state(KITCHEN).occupied()).isFalse();
    }

    @Test
    void aLockHasOwnerModeEndAndReach() {
        actions.lock("party", "keep_vacant", "3h", true);

        assertThat(engine.state(KITCHEN).locks()).singleElement().satisfies(lock -> {
            assertThat(lock.owner()).isEqualTo("party");
            assertThat(lock.mode()).isEqualTo(LockMode.KEEP_VACANT);
            assertThat(lock.scope()).isEqualTo(Scope.SUBTREE);
            assertThat(lock.until()).isEqualTo(NOW.plus(Duration.ofHours(3)));
        });

        actions.unlock("somebody else");
        assertThat(engine.state(KITCHEN).locks()).hasSize(1);
        actions.unlock("party");
        assertThat(engine.state(KITCHEN).locks()).isEmpty();
    }

    @Test
    void aLockWithoutMoreFreezesThisLocation() {
        actions.lock();

        assertThat(engine.state(KITCHEN).locks()).singleElement().satisfies(lock -> {
            assertThat(lock.owner()).isEqualTo("rule");
            assertThat(lock.mode()).isEqualTo(LockMode.FREEZE);
            assertThat(lock.scope()).isEqualTo(Scope.SELF);
            assertThat(lock.until()).isNull();
        });
    }

    @Test
    void unlockAllRemovesTheLocksOfAllOwners() {
        actions.lock("one");
        actions.lock("two", "KEEP_OCCUPIED");

        actions.unlockAll();

        assertThat(engine.state(KITCHEN).locks()).isEmpty();
    }

    @Test
    void peopleComeAndGo() {
        actions.arrive("Mike");
        actions.arrive(" Marla ");
        assertThat(engine.state(KITCHEN).occupants()).containsExactly("Marla", "Mike");

        actions.depart("Mike");
        assertThat(engine.state(KITCHEN).occupants()).containsExactly("Marla");
        assertThat(engine.state(KITCHEN).occupied()).isTrue();
    }

    @Test
    void stateTellsWhatTheLocationShows() {
        actions.trigger("pir", "motion", "5m");
        actions.arrive("Mike");
        actions.release("rule:Mike");
        LocationView view = new LocationView(KITCHEN, null, "Kitchen", null, engine.state(KITCHEN),
                NOW.minusSeconds(60), NOW, LockMode.FREEZE, false, Map.of(), List.of());
        when(service.location(KITCHEN)).thenReturn(view);

        Map<String, Object> state = actions.state();

        assertThat(state).containsEntry("occupied", true).containsEntry("held", false)
                .containsEntry("occupants", List.copyOf(engine.state(KITCHEN).occupants()))
                .containsEntry("lockMode", "FREEZE");
        assertThat(state.get("lastChange")).as("in the zone that is set in openHAB")
                .isEqualTo("2026-01-01T17:44:00+05:45");
        assertThat(state.get("occupiedUntil")).isEqualTo("2026-01-01T17:50:00+05:45");
        assertThat(state.get("lastActivity")).isEqualTo("2026-01-01T17:45:00+05:45");
    }

    @Test
    void stateOfAVacantLocationHasNoTimesThatThereAreNot() {
        when(service.location(KITCHEN)).thenReturn(new LocationView(KITCHEN, null, "Kitchen", null,
                engine.state(KITCHEN), null, null, null, false, Map.of(), List.of()));

        assertThat(actions.state())
                .isEqualTo(Map.of("occupied", false, "held", false, "occupants", List.of(), "lockMode", "UNLOCKED"));
    }

    @Test
    void explainTellsInWords() {
        Explanation explanation = engine.explain(KITCHEN);
        when(service.explain(KITCHEN)).thenReturn(CompletableFuture.completedFuture(explanation));
        when(service.describe(explanation)).thenReturn("Vacant: nothing tells of anybody.");

        assertThat(actions.explain()).isEqualTo("Vacant: nothing tells of anybody.");
    }

    /** The main UI shows each output on one line that it cuts off. */
    @Test
    void whyTellsTheSameInLinesThatFit() {
        Explanation explanation = engine.explain(KITCHEN);
        when(service.explain(KITCHEN)).thenReturn(CompletableFuture.completedFuture(explanation));
        when(service.describe(explanation))
                .thenReturn("Vacant: nothing tells of anybody; the lock of rule shows it so. "
                        + "But: Donaudampfschifffahrtsgesellschaftskapitaensmuetze is not known.");

        assertThat(actions.why()).containsExactly(Map.entry("1", "Vacant: nothing tells of anybody; the"),
                Map.entry("2", "lock of rule shows it so."), Map.entry("3", "But:"),
                Map.entry("4", "Donaudampfschifffahrtsgesellschaftskapitaensmuetze"), Map.entry("5", "is not known."));
        assertThat(OccupancyActions.why(actions)).hasSize(5);
    }

    /** openHAB passes on the outputs that are declared, and no others. */
    @Test
    void whyNeedsNoMoreLinesThanAreDeclared() throws NoSuchMethodException {
        Explanation explanation = engine.explain(KITCHEN);
        when(service.explain(KITCHEN)).thenReturn(CompletableFuture.completedFuture(explanation));
        String text = "Nobody knows why this is so. ".repeat(30).strip();
        when(service.describe(explanation)).thenReturn(text);

        Map<String, Object> lines = actions.why();

        assertThat(lines.keySet()).containsExactlyElementsOf(
                Stream.of(OccupancyActions.class.getMethod("why").getAnnotationsByType(ActionOutput.class))
                        .map(ActionOutput::name).toList());
        assertThat(lines.values()).map(String::valueOf).isNotEmpty()
                .satisfies(all -> assertThat(String.join(" ", all)).isEqualTo(text));
    }

    @Test
    void itemsAreMadeForTheLocation() {
        ItemCreator items = mock(ItemCreator.class);
        when(handler.itemCreator()).thenReturn(items);
        when(items.create(KITCHEN, false)).thenReturn("made");
        when(items.create(KITCHEN, true)).thenReturn("made more");

        assertThat(actions.createItems()).isEqualTo("made");
        assertThat(actions.createItems((Boolean) null)).isEqualTo("made");
        assertThat(OccupancyActions.createItems(actions, true)).isEqualTo("made more");
    }

    @Test
    void explainOfALocationThatIsGoneIsEmpty() {
        when(service.explain(KITCHEN)).thenReturn(CompletableFuture.failedFuture(
                new RejectedException(RejectionCode.UNKNOWN_LOCATION, "location", "There is no such location.")));

        assertThat(actions.explain()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "abc", "-5", "10 years" })
    void aDurationThatCannotBeReadDoesNothingAndThrowsNothing(String duration) {
        actions.trigger("pir", "motion", duration);
        actions.lock("party", "FREEZE", duration, false);

        verify(service, never()).handle(any());
    }

    @Test
    void whatIsMissingOrUnknownDoesNothingAndThrowsNothing() {
        actions.lock("party", "FROZEN");
        actions.arrive(" ");
        actions.depart(null);

        verify(service, never()).handle(any());
    }

    @Test
    void whatTheEngineRefusesThrowsNothing() {
        engine.remove(KITCHEN, NOW);

        actions.trigger();

        verify(service).handle(any());
    }

    @Test
    void withoutAHandlerNothingHappens() {
        OccupancyActions orphan = new OccupancyActions();

        orphan.trigger();
        assertThat(orphan.state()).isEmpty();
        assertThat(orphan.explain()).isEmpty();
        assertThat(orphan.getThingHandler()).isNull();
    }

    /** Rules DSL finds an action as a static method that takes the actions first. */
    @Test
    void everyActionIsThereForTheRulesDsl() {
        List<Method> methods = List.of(OccupancyActions.class.getDeclaredMethods());
        List<Method> ruleActions = methods.stream().filter(method -> method.isAnnotationPresent(RuleAction.class))
                .toList();
        assertThat(ruleActions).extracting(Method::getName).containsExactlyInAnyOrder("trigger", "hold", "release",
                "vacate", "lock", "keepOccupied", "keepVacant", "unlock", "unlockAll", "arrive", "depart", "state",
                "why", "explain", "createItems");
        Set<String> statics = methods.stream()
                .filter(method -> Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers()))
                .map(method -> method.getName() + parameters(method, 1)).collect(Collectors.toSet());
        assertThat(ruleActions)
                .allSatisfy(method -> assertThat(statics).contains(method.getName() + parameters(method, 0)));
    }

    /**
     * A rule leaves out the last arguments of an action. JavaScript then looks among the methods of the object, Rules
     * DSL among the static ones for which the actions are the first argument; each must find one and only one, whatever
     * is null.
     */
    @Test
    void everyNumberOfArgumentsNamesOneMethod() {
        List<Method> methods = Arrays.stream(OccupancyActions.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()).toList();
        for (Method action : methods) {
            if (action.isAnnotationPresent(RuleAction.class)) {
                for (int given = required(action); given <= action.getParameterCount(); given++) {
                    List<Class<?>> types = parameters(action, 0).subList(0, given);
                    String call = action.getName() + " with " + given + " arguments";
                    int arity = given;
                    assertThat(methods.stream().filter(method -> !Modifier.isStatic(method.getModifiers())
                            && method.getName().equals(action.getName()) && method.getParameterCount() == arity))
                            .as(call).singleElement()
                            .satisfies(method -> assertThat(parameters(method, 0)).isEqualTo(types));
                    assertThat(methods.stream().filter(method -> Modifier.isStatic(method.getModifiers())
                            && method.getName().equals(action.getName()) && method.getParameterCount() == arity + 1))
                            .as(call + " in Rules DSL").singleElement().satisfies(method -> {
                                assertThat(method.getParameterTypes()[0]).isEqualTo(ThingActions.class);
                                assertThat(parameters(method, 1)).isEqualTo(types);
                            });
                }
            }
        }
    }

    private static int required(Method action) {
        return (int) Arrays.stream(action.getParameters())
                .filter(parameter -> parameter.getAnnotation(ActionInput.class).required()).count();
    }

    @Test
    void whatIsLeftOutIsTheUsual() {
        actions.hold();
        assertThat(engine.state(KITCHEN).sources()).singleElement()
                .satisfies(source -> assertThat(source.category()).isEqualTo("presence"));
        actions.release("rule", "presence");
        assertThat(engine.state(KITCHEN).occupiedUntil()).as("the timeout of presence").isEqualTo(NOW.plusSeconds(300));
        actions.trigger("bell", "door");
        actions.lock("party", "KEEP_OCCUPIED", "1h");
        assertThat(engine.state(KITCHEN).locks()).singleElement()
                .satisfies(lock -> assertThat(lock.until()).isEqualTo(NOW.plusSeconds(3600)));
        actions.unlock("party");
        actions.lock();
        assertThat(engine.lockMode(KITCHEN)).isEqualTo(LockMode.FREEZE);
        actions.unlock();
        assertThat(engine.lockMode(KITCHEN)).isNull();
    }

    @Test
    void theRulesDslReachesTheLocation() {
        OccupancyActions.hold(actions, "film");
        assertThat(engine.state(KITCHEN).held()).isTrue();
        OccupancyActions.release(actions, "film", null, "0s");
        OccupancyActions.hold(actions);
        assertThat(engine.state(KITCHEN).held()).isTrue();
        OccupancyActions.release(actions);
        assertThat(engine.state(KITCHEN).held()).isFalse();
        OccupancyActions.lock(actions, null);
        assertThat(engine.lockMode(KITCHEN)).isNotNull();
        OccupancyActions.unlock(actions);
        assertThat(engine.lockMode(KITCHEN)).isNull();
        OccupancyActions.vacate(actions, null);
        assertThat(engine.state(KITCHEN).occupied()).isFalse();
        assertThatThrownBy(() -> OccupancyActions.vacate(mock(ThingActions.class)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Class<?>> parameters(Method method, int from) {
        return Arrays.asList(method.getParameterTypes()).subList(from, method.getParameterCount());
    }
}
