//! `kam test`: the examples of a policy, evaluated and compared with what they expect.
