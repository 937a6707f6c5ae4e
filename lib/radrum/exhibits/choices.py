"""What the choices of the register are called in a reader's language: states, stages, lights, roles, causes."""

from radrum.words import Words


def rollout_state(state: str, words: Words) -> str:
    """How far those counted have come."""
    return {
        "not_asked": words("not asked"),
        "no_answer": words("no answer"),
        "declined": words("declined"),
        "planned": words("planned"),
        "started": words("started"),
        "live": words("in place"),
        "not_applicable": words("not applicable"),
        "unlisted": words("not stated"),
        "built_or_decided": words("built or decided"),
        "forecast": words("forecast"),
    }[state]


def agenda_kind(kind: str, words: Words) -> str:
    """What a meeting is asked for."""
    return {
        "information": words("information"),
        "discussion": words("discussion"),
        "decision": words("decision"),
        "group_work": words("group work"),
    }[kind]


def agenda_state(state: str, words: Words) -> str:
    """What became of an agenda item."""
    return {
        "planned": words("planned"),
        "handled": words("dealt with"),
        "decided": words("decided"),
        "continued": words("continues"),
        "not_reached": words("not reached"),
    }[state]


def step_kind(kind: str, words: Words) -> str:
    """Who sets the day of a step."""
    return {
        "task": words("the council's task"),
        "decided": words("decided date"),
        "estimated": words("estimated date"),
        "required_outside": words("set by others"),
        "preliminary": words("preliminary date"),
        "suggested": words("suggested date"),
    }[kind]


def action_state(state: str, words: Words) -> str:
    """Where a task stands."""
    return {"open": words("open"), "done": words("done"), "dropped": words("dropped")}[state]


def decision_state(state: str, words: Words) -> str:
    """Where a body stands in a matter that several must decide."""
    return {
        "not_asked": words("not asked"),
        "asked": words("unanswered"),
        "decided": words("said yes"),
        "refused": words("said no"),
        "not_applicable": words("not applicable"),
    }[state]


def role_name(role: str, words: Words) -> str:
    """A body's part in an initiative."""
    return {
        "responsible": words("responsible"),
        "accountable": words("accountable"),
        "consulted": words("consulted"),
        "informed": words("informed"),
    }[role]


def risk_state(state: str, words: Words) -> str:
    """Where a risk stands."""
    return {"open": words("unresolved"), "lifted": words("resolved"), "happened": words("happened")}[state]


def fund_state(state: str, words: Words) -> str:
    """How a sum of money stands."""
    return {
        "applied": words("applied for"),
        "granted": words("granted"),
        "refused": words("refused"),
        "tentative": words("tentative"),
    }[state]


def stage_name(stage: str, words: Words) -> str:
    """How far an initiative has come."""
    return {
        "idea": words("idea"),
        "concept": words("concept"),
        "planning": words("planning"),
        "execution": words("execution"),
        "paused": words("paused"),
        "closing": words("closing"),
        "realisation": words("realisation"),
        "closed": words("closed"),
        "withdrawn": words("withdrawn"),
    }[stage]


def light_name(light: str, words: Words) -> str:
    """A light in words, since colour never speaks alone."""
    return {"green": words("green: on course"), "yellow": words("yellow: at risk"), "red": words("red: off course")}[
        light
    ]


def light_colour(light: str, words: Words) -> str:
    """A light's colour, where what makes it so is said beside it."""
    return {"green": words("green"), "yellow": words("yellow"), "red": words("red")}[light]


def aspect_name(aspect: str, words: Words) -> str:
    """What a light is set for."""
    return {"result": words("result"), "time": words("time"), "resources": words("resources")}[aspect]


def cause_name(cause: str, words: Words) -> str:
    """Why something is known otherwise than before."""
    return {
        "moved": words("changed"),
        "joined": words("new"),
        "left": words("ended"),
        "replanned": words("re-planned"),
        "newly_answered": words("newly answered"),
        "corrected": words("corrected"),
        "withdrawn": words("withdrawn as an error"),
        "not_known_before": words("not known before"),
        "new_period": words("new period"),
        "restated": words("restated by the producer"),
        "method_changed": words("method changed"),
    }[cause]


def risk_kind(kind: str, words: Words) -> str:
    """Whether something may happen, is waited for, or stops the work."""
    return {"risk": words("risk"), "dependency": words("dependency"), "blocker": words("blocker")}[kind]


def activity_kind(kind: str, words: Words) -> str:
    """What sort of thing returns every year."""
    return {
        "meeting": words("meeting"),
        "reporting": words("reporting"),
        "planning": words("planning"),
        "decision": words("decision"),
        "event": words("event"),
        "deadline": words("deadline"),
    }[kind]


def aim_state(state: str, words: Words) -> str:
    """How far an aim is decided."""
    return {"draft": words("draft"), "proposed": words("proposed"), "adopted": words("adopted")}[state]
