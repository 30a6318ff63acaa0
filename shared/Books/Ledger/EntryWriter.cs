using System.Buffers;
using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>
/// Writes journal lines: the one writer of their canonical bytes, each member in its place. Imports write every entry
/// once, so nothing is built for it but the bytes.
/// </summary>
internal static class EntryWriter
{
    /// <summary>The line without its line feed.</summary>
    public static void Write(IBufferWriter<byte> output, Entry entry)
    {
        var members = CanonicalMembers.Begin(output);
        members.Text("approved_by"u8, entry.Origin?.ApprovedBy);
        members.Value("auto_reverse"u8, entry.AutoReverse ? JsonBoolean.True : null);
        members.Value("batch"u8, entry.Batch?.ToJson());
        members.Text("by"u8, entry.PostedBy.ToString());
        members.Text("corrects"u8, entry.Corrects?.ToString());
        members.Text("created_at"u8, entry.Origin?.CreatedAt is { } created ? Dates.Text(created) : null);
        members.Text("created_by"u8, entry.Origin?.CreatedBy);
        WriteContent(output, ref members, entry);
    }

    /// <summary>
    /// What the entry says, whoever made and posted it in whatever batch: the line as the system would have posted it.
    /// </summary>
    public static void WriteContent(IBufferWriter<byte> output, Entry entry)
    {
        var members = CanonicalMembers.Begin(output);
        members.Value("auto_reverse"u8, entry.AutoReverse ? JsonBoolean.True : null);
        members.Text("by"u8, PersonId.System.ToString());
        members.Text("corrects"u8, entry.Corrects?.ToString());
        WriteContent(output, ref members, entry);
    }

    /// <summary>The members from the date on, which both forms have.</summary>
    private static void WriteContent(IBufferWriter<byte> output, ref CanonicalMembers members, Entry entry)
    {
        members.Day("date"u8, entry.Date);
        members.Text("description"u8, entry.Description);
        members.Text("edit"u8, entry.Edit?.Text());
        members.Text("id"u8, entry.Id.ToString());
        members.Text("journal"u8, entry.Journal?.ToString());
        members.Text("kind"u8, entry.Kind.Text());
        members.Name("lines"u8);
        WriteLines(output, entry.Lines);
        members.Day("original_date"u8, entry.OriginalDate);
        members.Text("replaces"u8, entry.Replaces?.ToString());
        members.Text("reverses"u8, entry.Reverses?.ToString());
        members.Text("run"u8, entry.Run?.ToString());
        members.Text("scope"u8, entry.Scope?.ToString());
        members.Integer("task"u8, entry.Task);
        members.End();
    }

    private static void WriteLines(IBufferWriter<byte> output, IReadOnlyList<EntryLine> lines)
    {
        output.Write("["u8);
        for (var i = 0; i < lines.Count; i++)
        {
            if (i > 0)
                output.Write(","u8);
            WriteLine(output, lines[i]);
        }

        output.Write("]"u8);
    }

    private static void WriteLine(IBufferWriter<byte> output, EntryLine line)
    {
        var members = CanonicalMembers.Begin(output);
        members.Text("account"u8, line.Account.ToString());
        members.Text("applies_to"u8, line.AppliesTo);
        members.Integer("credit"u8, line.CreditMinor == 0 ? null : line.CreditMinor);
        members.Text("currency"u8, line.Currency.ToString());
        members.Integer("debit"u8, line.CreditMinor == 0 ? line.DebitMinor : null);
        members.Day("due_date"u8, line.DueDate);
        members.Text("entity"u8, line.Entity);
        members.Text("job"u8, line.Job);
        members.Text("reference"u8, line.Reference);
        members.Text("subledger"u8, line.Subledger?.ToString());
        members.End();
    }
}
