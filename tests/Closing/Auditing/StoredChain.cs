using System.Text;
using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Evidence;
using Bookseal.Evidence.Json;

namespace Bookseal.Closing.Tests.Auditing;

/// <summary>
/// The audit partition's file, for someone with an editor and time: rows are read, changed, and written back as one
/// commit with a good checksum.
/// </summary>
internal sealed class StoredChain(string root, string tenant = "acme")
{
    private readonly string _path = Path.Combine(root, "tables", "audit", $"{tenant}.log");

    public int Entries => Read().Keys.Count(key => key.StartsWith('e'));

    public int IndexOf(string type) =>
        Read()
            .Where(row => row.Key.StartsWith('e'))
            .Index()
            .First(row => row.Item.Value.Contains($"\"{type}\"", StringComparison.Ordinal))
            .Index;

    public string Row(int entry) => Read()[Key(entry)];

    public void Edit(int entry, Func<byte[], byte[]> edit) =>
        Change(rows => rows[Key(entry)] = Encoding.UTF8.GetString(edit(Encoding.UTF8.GetBytes(rows[Key(entry)]))));

    public void Remove(int entry) => Change(rows => rows.Remove(Key(entry)));

    public void Delete() => File.Delete(_path);

    /// <summary>What is made from the entries; notices are not, they only came with them.</summary>
    public SortedDictionary<string, string> Projections() =>
        new(
            Read()
                .Where(row => !row.Key.StartsWith('e') && row.Key != "head")
                .Where(row => !row.Key.StartsWith("notice-", StringComparison.Ordinal))
                .ToDictionary()
        );

    public void DropProjections() =>
        Change(rows =>
        {
            foreach (var key in Projections().Keys)
                rows.Remove(key);
        });

    public void TruncateTo(int entries) => Rebuild(_ => true, entry => entry, entries);

    public void Rewrite(int from, Func<AuditEntry, AuditEntry> edit) =>
        Rebuild(entry => entry.Sequence >= from, edit, Entries);

    /// <summary>Spoils one byte of a commit in the middle of the file; returns the first entry that it held.</summary>
    public int Scratch()
    {
        var lines = File.ReadAllLines(_path);
        var at = lines.Length / 2;
        var entry = (int)
            Enumerable.Range(0, Entries).First(number => lines[at].Contains(Key(number), StringComparison.Ordinal));
        lines[at] = lines[at].Replace("\"key\"", "\"kez\"", StringComparison.Ordinal);
        File.WriteAllText(_path, string.Join('\n', lines) + "\n");
        return entry;
    }

    /// <summary>Makes a consistent chain again from changed entries: every prev hash, and the head.</summary>
    private void Rebuild(Func<AuditEntry, bool> isChanged, Func<AuditEntry, AuditEntry> edit, int count) =>
        Change(rows =>
        {
            var head = AuditHead.Empty($"bookseal.local/{tenant}");
            var entries = Enumerable
                .Range(0, Entries)
                .Select(number => AuditEntry.Decode(Encoding.UTF8.GetBytes(rows[Key(number)])).Value)
                .ToList();
            foreach (var entry in entries)
            {
                rows.Remove(Key((int)entry.Sequence));
                if (entry.Sequence >= count)
                    continue;
                var changed = isChanged(entry) ? edit(entry) : entry;
                var draft = new AuditDraft(
                    changed.Actor,
                    changed.ActorKind,
                    changed.Type,
                    changed.Period,
                    changed.Run,
                    changed.Correlation,
                    changed.Data
                );
                (head, var written) = head.Append([draft], changed.Timestamp);
                rows[Key((int)entry.Sequence)] = Encoding.UTF8.GetString(written[0].Encode());
            }

            rows["head"] = Encoding.UTF8.GetString(head.ToBytes());
        });

    public void Change(Action<SortedDictionary<string, string>> change)
    {
        var rows = Read();
        change(rows);
        var text = CanonicalJson.ToBytes(
            new JsonArray(rows.Select(row => JsonObject.Of(("key", row.Key), ("text", row.Value))))
        );
        File.WriteAllText(_path, $"{Digest.Of(text).ToString()[..16]} {Encoding.UTF8.GetString(text)}\n");
    }

    private SortedDictionary<string, string> Read()
    {
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(_path))
        foreach (
            var write in ((JsonArray)JsonText.Parse(Encoding.UTF8.GetBytes(line[17..])).Value).Items.Cast<JsonObject>()
        )
            rows[((JsonString)write["key"]!).Value] = ((JsonString)write["text"]!).Value;
        return rows;
    }

    private static string Key(int entry) => $"e{entry:D19}";
}
