namespace Bookseal.Books.Company;

/// <summary>Something that a person does, and the least role that may.</summary>
/// <param name="Name">As docs/cli.md lists it.</param>
public sealed record Act(string Name, Role Role);

/// <summary>
/// What each role may do: the one table, which the rules ask and docs/cli.md quotes. Tasks of a close name their role
/// in the checklist.
/// </summary>
public static class Acts
{
    public static Act Read { get; } = new("read the books, their closes and proofs", Role.Auditor);

    public static Act Import { get; } = new("import books, sync sources, or take an import back", Role.Preparer);

    public static Act Post { get; } = new("post, reverse, match and apply entries", Role.Preparer);

    public static Act Begin { get; } = new("begin a close, or go on with a blocked one", Role.Preparer);

    /// <summary>It changes nothing of the books, and who may read them all may have them proved.</summary>
    public static Act Export { get; } = new("export the proof of an interval", Role.Auditor);

    public static Act ProposeRepair { get; } = new("propose a repair of the data", Role.Preparer);

    public static Act ApproveRepair { get; } = new("approve another person's repair", Role.Reviewer);

    public static Act CreatePayout { get; } = new("create a payout", Role.Preparer);

    /// <summary>Unless the amount asks for another role; nobody approves what they created.</summary>
    public static Act ApprovePayout { get; } = new("approve a payout", Role.Approver);

    public static Act SettlePayout { get; } = new("settle, return or give up a payout", Role.Reviewer);

    public static Act NameAccrual { get; } = new("name the entry that accrues preliminary costs", Role.Preparer);

    public static Act ProposeTeam { get; } = new("propose another team or policy", Role.Preparer);

    /// <summary>Who may do which task, the checklist says.</summary>
    public static Act WorkOnTask { get; } = new("start, complete, approve and block tasks of a close", Role.Preparer);

    public static Act SkipTask { get; } = new("skip a task of a close", Role.Reviewer);

    public static Act AssignTask { get; } = new("assign a task of a close", Role.Preparer);

    public static Act WriteNote { get; } = new("write and answer notes, attach files", Role.Preparer);

    public static Act AcceptWarnings { get; } = new("accept warnings", Role.Reviewer);

    public static Act ResolveWaiver { get; } = new("say what became of a waiver", Role.Reviewer);

    public static Act Waive { get; } = new("waive a subledger's difference", Role.Approver);

    public static Act Certify { get; } = new("certify a close", Role.Approver);

    public static Act Sign { get; } = new("sign a certified proof", Role.Approver);

    public static Act Decline { get; } = new("decline a certification", Role.Approver);

    public static Act Cancel { get; } = new("cancel a close", Role.Approver);

    public static Act Reopen { get; } = new("reopen a closed period", Role.Approver);

    public static Act Lock { get; } = new("lock a fiscal year's last period", Role.Approver);

    public static Act DecideTeam { get; } = new("approve or reject another team or policy", Role.Approver);

    public static Act ManageTokens { get; } = new("create, list and revoke tokens of the HTTP API", Role.Approver);

    public static IReadOnlyList<Act> All { get; } =
    [
        Read,
        Import,
        Post,
        Begin,
        Export,
        ProposeRepair,
        ApproveRepair,
        CreatePayout,
        ApprovePayout,
        SettlePayout,
        NameAccrual,
        ProposeTeam,
        WorkOnTask,
        SkipTask,
        AssignTask,
        WriteNote,
        AcceptWarnings,
        ResolveWaiver,
        Waive,
        Certify,
        Sign,
        Decline,
        Cancel,
        Reopen,
        Lock,
        DecideTeam,
        ManageTokens,
    ];
}
