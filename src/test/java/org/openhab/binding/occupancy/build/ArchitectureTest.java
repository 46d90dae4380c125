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
package org.openhab.binding.occupancy.build;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.conditions.ArchConditions.never;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/**
 * The arrows between the packages, and what the pure ones must not touch. A package that is still empty passes; a
 * package that stands in no list here does not.
 */
@AnalyzeClasses(packages = "org.openhab", importOptions = { ImportOption.DoNotIncludeTests.class,
        ImportOption.DoNotIncludeJars.class })
class ArchitectureTest {

    private static final String ROOT = "org.openhab.binding.occupancy.internal";

    /** What the pure packages may use besides each other and the packages of {@link #JDK_OF_PURE}. */
    private static final String[] LIBRARIES_OF_PURE = { "com.fasterxml.jackson.core..",
            "com.fasterxml.jackson.databind..", "com.fasterxml.jackson.annotation..", "org.eclipse.jdt.annotation" };

    private static final String[] JDK_OF_PURE = { "java.lang", "java.lang.annotation", "java.lang.invoke",
            "java.lang.runtime", "java.math", "java.text", "java.time..", "java.util", "java.util.function",
            "java.util.regex", "java.util.stream" };

    /** Of those, the types that bring a clock, a thread, chance or the machine's own settings. */
    private static final Set<String> IMPURE_TYPES = Set.of("java.lang.Thread", "java.lang.ThreadLocal",
            "java.lang.Runtime", "java.lang.Process", "java.lang.ProcessBuilder", "java.time.Clock",
            "java.time.InstantSource", "java.util.Timer", "java.util.TimerTask", "java.util.Random",
            "java.util.Scanner", "java.util.Formatter");

    private static final Set<String> SYSTEM_CALLS_OF_PURE = Set.of("arraycopy", "identityHashCode", "lineSeparator");

    @ArchTest
    static final ArchRule everyPackageIsInAList = classes().that().resideInAPackage(ROOT + "..")
            .should(resideIn(ROOT, ROOT + ".engine..", ROOT + ".source..", ROOT + ".replay..", ROOT + ".service..",
                    ROOT + ".handler..", ROOT + ".action..", ROOT + ".console..", ROOT + ".discovery..",
                    ROOT + ".rule..", ROOT + ".ui.."));

    @ArchTest
    static final ArchRule nothingOutsideInternal = classes().that().resideInAPackage("org.openhab..")
            .should(resideIn(ROOT + "..", "org.openhab.core.."));

    // the root package holds names only
    @ArchTest
    static final ArchRule root = onlyUses("");

    @ArchTest
    static final ArchRule engine = onlyUses("engine..", "engine..");

    // values apart from machinery
    @ArchTest
    static final ArchRule model = onlyUses("engine.model..", "engine.model..");

    // what is learned and believed, apart from the tree
    @ArchTest
    static final ArchRule whereabouts = onlyUses("engine.whereabouts..", "engine.whereabouts..", "engine.model..");

    /** A snapshot is a value: what is done with it is the engine's business. */
    @ArchTest
    static final ArchRule snapshot = onlyUses("engine.snapshot..", "engine.snapshot..", "engine.whereabouts..",
            "engine.model..");

    @ArchTest
    static final ArchRule source = onlyUses("source..", "source..", "engine..");

    @ArchTest
    static final ArchRule replay = onlyUses(inside("replay..").and(not(inside("replay.cli.."))),
            inside("engine..", "source.."));

    @ArchTest
    static final ArchRule commandLine = onlyUses("replay.cli..", "replay..", "source..", "engine..");

    // demo, line protocol and their sentences stay out of the bundle with it
    @ArchTest
    static final ArchRule onlyTheCommandLineUsesWhatTheBundleLacks = noClasses()
            .that(resideInAPackage(ROOT + "..")
                    .and(not(inside("replay.cli..", "replay.demo..", "replay.protocol..", "replay.text.."))))
            .should()
            .dependOnClassesThat(inside("replay.cli..", "replay.demo..", "replay.protocol..", "replay.text.."));

    @ArchTest
    static final ArchRule service = onlyUses("service..", "service..", "source..", "engine..", "");

    @ArchTest
    static final ArchRule api = onlyUses("service.api..", "source..", "engine..", "");

    @ArchTest
    static final ArchRule runtime = onlyUses("service.runtime..", "service.api..", "source..", "engine..", "");

    @ArchTest
    static final ArchRule text = onlyUses("service.text..", "service.api..", "source..", "engine..", "");

    @ArchTest
    static final ArchRule item = onlyUses("service.item..", "service.api..", "service.runtime..", "source..",
            "engine..", "");

    // all but the component, which puts the others together
    @ArchTest
    static final ArchRule home = onlyUses("service.home..", "service.api..", "service.item..", "service.runtime..",
            "service.text..", "source..", "engine..", "");

    // what faces people sees the service by its interfaces
    @ArchTest
    static final ArchRule serviceByItsInterfaces = noClasses()
            .that(inside("handler..", "action..", "console..", "discovery..", "rule..", "ui..")).should()
            .dependOnClassesThat(inside("service", "service.home..", "service.runtime.."));

    @ArchTest
    static final ArchRule handler = onlyUses("handler..", "handler..", "action..", "service..", "source..", "engine..",
            "");

    // a handler names the class of its actions, so they can't know the handler
    @ArchTest
    static final ArchRule action = onlyUses("action..", "action..", "service..", "source..", "engine..", "");

    // the console replays the home's own history
    @ArchTest
    static final ArchRule console = onlyUses(inside("console.."),
            inside("handler..", "service..", "source..", "engine..", "", "replay..").and(not(inside("replay.cli.."))));

    @ArchTest
    static final ArchRule discovery = onlyUses("discovery..", "discovery..", "handler..", "service..", "source..",
            "engine..", "");

    @ArchTest
    static final ArchRule rule = onlyUses("rule..", "rule..", "service..", "source..", "engine..", "");

    @ArchTest
    static final ArchRule ui = onlyUses("ui..", "ui..", "handler..", "service..", "source..", "engine..", "");

    @ArchTest
    static final ArchRule pureUsesFewLibraries = classes().that(inside("engine..", "source.."))
            .should(never(dependOnClassesThat(describe("are outside the libraries of a pure package",
                    type -> !isAllowedInPure(type.getBaseComponentType())))))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule pureAsksNobody = classes().that(inside("engine..", "source..")).should(onlyAskItsArguments())
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule offlineKnowsNoOpenHab = noClasses().that(inside("engine..", "source..", "replay..")).should()
            .dependOnClassesThat(resideInAnyPackage("org.openhab.core..", "org.osgi..", "org.slf4j.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule picocliIsTheCommandLines = noClasses()
            .that(resideInAPackage(ROOT + "..").and(not(inside("replay.cli..")))).should()
            .dependOnClassesThat(resideInAPackage("picocli..")).allowEmptyShould(true);

    /** Without the annotation the compiler takes every type of the class for "unknown" and checks nothing. */
    @ArchTest
    static final ArchRule everyClassIsNonNullByDefault = classes().that().areTopLevelClasses().and()
            .haveSimpleNameNotEndingWith("package-info").should().beAnnotatedWith(NonNullByDefault.class);

    private static ArchRule onlyUses(String from, String... to) {
        return onlyUses(inside(from), inside(to));
    }

    private static ArchRule onlyUses(DescribedPredicate<JavaClass> from, DescribedPredicate<JavaClass> to) {
        return noClasses().that(from).should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(from)).and(not(to))).allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> inside(String... packages) {
        List<String> names = new ArrayList<>();
        for (String name : packages) {
            names.add(name.isEmpty() ? ROOT : ROOT + "." + name);
        }
        return resideInAnyPackage(names.toArray(String[]::new));
    }

    private static ArchCondition<JavaClass> resideIn(String... packages) {
        DescribedPredicate<JavaClass> listed = resideInAnyPackage(packages);
        return new ArchCondition<>("reside in one of " + Arrays.toString(packages)) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(type, listed.test(type), type.getName()));
            }
        };
    }

    private static boolean isAllowedInPure(JavaClass type) {
        return type.isPrimitive() || inside("engine..", "source..").test(type)
                || resideInAnyPackage(LIBRARIES_OF_PURE).test(type)
                || resideInAnyPackage(JDK_OF_PURE).test(type) && !IMPURE_TYPES.contains(type.getName());
    }

    private static ArchCondition<JavaClass> onlyAskItsArguments() {
        return new ArchCondition<>("get time, chance and settings as arguments only") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                    String owner = access.getTargetOwner().getName();
                    String name = access.getTarget().getName();
                    boolean asks = owner.equals("java.lang.System") && !SYSTEM_CALLS_OF_PURE.contains(name)
                            || owner.startsWith("java.time.") && Set.of("now", "systemDefault").contains(name)
                            || owner.equals("java.util.UUID") && name.equals("randomUUID")
                            || owner.equals("java.util.Date") && name.equals("<init>")
                            || Set.of("java.util.Locale", "java.util.TimeZone").contains(owner)
                                    && name.equals("getDefault")
                            || owner.startsWith("java.lang.") && name.equals("random") || name.equals("parallelStream");
                    events.add(new SimpleConditionEvent(type, !asks, access.getDescription()));
                }
            }
        };
    }
}
