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

import java.util.LinkedHashSet;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * What a location will show and report, where two ends cannot tell that because a lock will end, here or in a child. A
 * location that no lock touches has no such object.
 */
@NonNullByDefault
final class Future {

    /**
     * What a location will show and report.
     *
     * @param shown whether it will be occupied
     * @param reported whether it will make its parent occupied
     */
    record Outlook(Timeline shown, Timeline reported) {

        static final Outlook NEVER = new Outlook(Timeline.NEVER, Timeline.NEVER);

        /** {@return whether neither of them will turn true again once it is false} */
        boolean onlyEnds() {
            return shown.onlyEnds() && reported.onlyEnds();
        }
    }

    Outlook outlook;
    int returningSlot = -1;
    /** Whether the report of the location depends on what its parent shows. */
    boolean feedsBack;
    private @Nullable ReturningChildren returning;
    private @Nullable Set<Node> feedback;

    private Future(Outlook outlook) {
        this.outlook = outlook;
    }

    /** {@return the future of a location; if it has none, it gets one} */
    static Future of(Node node) {
        Future future = node.future;
        if (future == null) {
            future = new Future(outlook(node));
            node.future = future;
        }
        return future;
    }

    /** {@return what a location will show and report} */
    static Outlook outlook(Node node) {
        Future future = node.future;
        return future == null ? new Outlook(Timeline.until(node.until), Timeline.until(node.reportedUntil))
                : future.outlook;
    }

    /** {@return what the {@link ReturningChildren} of a location will report together} */
    static Timeline returning(Node node) {
        Future future = node.future;
        ReturningChildren children = future == null ? null : future.returning;
        return children == null ? Timeline.NEVER : children.together();
    }

    /** {@return the children whose report depends on what their parent shows} */
    static Set<Node> feedback(Node node) {
        Future future = node.future;
        Set<Node> children = future == null ? null : future.feedback;
        return children == null ? Set.of() : children;
    }

    /** {@return whether more is known here than the two ends of a location can tell} */
    boolean isNeeded() {
        ReturningChildren children = returning;
        Set<Node> fed = feedback;
        return !outlook.onlyEnds() || feedsBack || (children != null && !children.isEmpty())
                || (fed != null && !fed.isEmpty());
    }

    /** Records what a child will report, in one of the two ways. */
    static void returns(Node parent, Node child, Timeline reported) {
        if (!reported.onlyEnds()) {
            Future future = of(parent);
            ReturningChildren children = future.returning;
            if (children == null) {
                children = new ReturningChildren();
                future.returning = children;
            }
            children.put(of(child), reported);
        } else {
            neverReturns(parent, child);
        }
    }

    private static void neverReturns(Node parent, Node child) {
        Future future = parent.future;
        ReturningChildren children = future == null ? null : future.returning;
        Future ofChild = child.future;
        if (children != null && ofChild != null && ofChild.returningSlot >= 0) {
            children.remove(ofChild);
        }
    }

    /** Notes whether the report of a child depends on what its parent shows. */
    static void feedsBack(Node parent, Node child, boolean feeds) {
        Future ofChild = of(child);
        Future future = of(parent);
        ofChild.feedsBack = feeds;
        Set<Node> children = future.feedback;
        if (feeds) {
            if (children == null) {
                children = new LinkedHashSet<>();
                future.feedback = children;
            }
            children.add(child);
        } else if (children != null) {
            children.remove(child);
        }
    }

    /** Takes a child out, before the link to its parent is cut. */
    static void unlink(Node parent, Node child) {
        Future ofChild = child.future;
        if (ofChild != null) {
            neverReturns(parent, child);
            if (ofChild.feedsBack) {
                feedsBack(parent, child, false);
            }
            // Another parent knows nothing of it yet.
            ofChild.outlook = new Outlook(ofChild.outlook.shown(), Timeline.NEVER);
        }
    }
}
