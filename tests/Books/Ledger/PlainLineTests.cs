using System.Text;
using Bookseal.Books.Ledger;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Ledger;

/// <summary>Lines as nearly all are spelled are read by other code than the rest: to the same.</summary>
public sealed class PlainLineTests
{
    private static readonly Gen<byte[]> PlainOrNearly =
        from line in Gen.Elements(Lines())
        from at in Gen.Choose(0, line.Length - 1)
        from other in Gen.Elements("\"\\{}[],:0123456789e.- \u0001axé".ToCharArray())
        from isChanged in Gen.Elements(true, false)
        select isChanged ? Encoding.UTF8.GetBytes(line[..at] + other + line[(at + 1)..]) : Encoding.UTF8.GetBytes(line);

    /// <summary>A space before the line is nothing to a JSON reader, and no plain line has one.</summary>
    [Fact]
    public void Fold_OfAnyLine_IsThatOfTheLineSpelledOtherwise() =>
        Property.Holds(
            Gen.OneOf(PlainOrNearly, Entries.JournalLine),
            line => WhatItCameTo(line) == WhatItCameTo([(byte)' ', .. line])
        );

    [Fact]
    public void Ledger_OfAnyLine_IsThatOfTheLineSpelledOtherwise() =>
        Property.Holds(
            Gen.OneOf(PlainOrNearly, Entries.JournalLine),
            line => LedgerOf(line).SequenceEqual(LedgerOf([(byte)' ', .. line]))
        );

    private static string[] Lines() =>
        [
            """{"by":"nora","date":"2026-01-31","description":"rent","id":"E1","kind":"standard","lines":["""
                + """{"account":"5000","currency":"USD","debit":100},"""
                + """{"account":"5001","credit":100,"currency":"USD"}]}""",
            """{"by":"nora","date":"2026-01-31","description":"","id":"E2","journal":"VE","kind":"adjusting" """.Trim()
                + ""","lines":["""
                + """{"account":"5000","currency":"USD","debit":0"""
                + ""","entity":"x","job":"j","reference":"r","subledger":"ar"},"""
                + """{"account":"5001","credit":1,"currency":"EUR","due_date":"2026-02-01"}]"""
                + ""","scope":"VE"}""",
            """{"by":"nora","date":"2026-02-31","description":"a \"b\"","id":"E3","kind":"closing","lines":["""
                + """{"account":"5000","currency":"USD","debit":9007199254740991"""
                + ""","reference":"=1,2"}]"""
                + ""","original_date":"2025-12-31","run":"00000000-0000-0000-0000-000000000001"}""",
            """{"by":"nora","date":"2026-01-31","description":"none","id":"E4","kind":"standard","lines":[]}""",
            """{"by":"nora","date":"2026-01-31","description":"big","id":"E5","journal":"","kind":"standard" """.Trim()
                + ""","lines":["""
                + """{"account":"5000","currency":"USD","debit":9007199254740992}]"""
                + ""","scope":""}""",
        ];

    private static string WhatItCameTo(byte[] line)
    {
        var fold = Some.FoldLines([line]);
        return string.Join(
            '\n',
            [
                $"{fold.Lines} {fold.JobLines} {fold.DateRange} {fold.AdjustmentCount} {fold.LateCount}",
                // The reader's own say where, too.
                string.Join(' ', fold.Faults.Select(fault => fault.Message.Split("LineNumber")[0])),
                string.Join(' ', fold.Activity),
                string.Join(' ', fold.Posters),
                string.Join(' ', fold.Unbalanced),
                string.Join(' ', EntryKinds.All.Select(fold.CountOf)),
            ]
        );
    }

    private static byte[] LedgerOf(byte[] line)
    {
        var bytes = new List<byte>();
        var ledger = new GeneralLedger(Some.Balances(), Some.January.FirstDay, piece => bytes.AddRange(piece));
        ledger.Add(line);
        return [.. bytes];
    }
}
