/// One import is all that a learner's file needs.
@_exported public import EventBroker
@_exported public import EventClient
@_exported public import EventLog
