using System.Text;
using Bookseal.Books.Proof;
using Bookseal.Evidence.BagIt;
using Proof = Bookseal.Books.Proof.EntryProofs.EntryProof;

namespace Bookseal.EndToEnd.Tests.Hostile;

/// <summary>Inputs of up to 64 MB, each made to cost the verifier all that it can, and what is said of each.</summary>
internal static class HostileInputs
{
    private const int Mega = 1024 * 1024;

    /// <summary>What was blown up in a bag that is then zipped.</summary>
    public static IReadOnlyDictionary<string, (string Code, Action<HostileBag> Make)> Bags { get; } =
        new Dictionary<string, (string, Action<HostileBag>)>
        {
            ["an envelope of empty arrays"] = ("BAG_FILE_TOO_LARGE", bag => bag.Seal(envelope: Arrays(50 * Mega))),
            ["an envelope of empty arrays, as large as may be"] = (
                "JSON_INVALID",
                bag => bag.Seal(envelope: Arrays(4 * Mega))
            ),
            ["an envelope of objects, as large as may be"] = (
                "JSON_INVALID",
                bag => bag.Seal(envelope: HostileBag.Repeat("{\"a\":{}},", 4 * Mega, "{\"a\":[", "{}]}"))
            ),
            ["an envelope of one number"] = (
                "JSON_INVALID",
                bag => bag.Seal(envelope: HostileBag.Repeat("9", 4 * Mega, "{\"a\":", "}"))
            ),
            ["64 signatures of a payload as large as may be"] = (
                "SIGNATURE_THRESHOLD",
                bag => bag.Seal($",\"z\":\"{new string('y', 2 * Mega + 900_000)}\"", 64)
            ),
            ["64 signatures of a payload that is too large"] = (
                "BAG_FILE_TOO_LARGE",
                bag => bag.Seal($",\"z\":\"{new string('y', 47 * Mega)}\"", 64)
            ),
            ["a statement of numbers"] = (
                "STATEMENT_MALFORMED",
                bag => bag.Seal($",\"z\":[{string.Concat(Enumerable.Repeat("0,", 1_200_000))}0]")
            ),
            ["a statement of escapes"] = (
                "SIGNATURE_THRESHOLD",
                bag => bag.Seal($",\"z\":\"{string.Concat(Enumerable.Repeat("\\u0001", 480_000))}\"")
            ),
            ["deep paths"] = ("BAG_PATH_UNSAFE", AddDeepPaths),
            ["a manifest of a million lines"] = (
                "BAG_TAG_FILE_TOO_LARGE",
                bag => Grow(bag.Seal(), BagWriter.Manifest, 60 * Mega)
            ),
            ["a manifest as large as may be"] = (
                "BAG_MANIFEST_INVALID",
                bag => Grow(bag.Seal(), BagWriter.Manifest, 4 * Mega - 9000)
            ),
            ["a manifest of line feeds"] = (
                "BAG_TAG_FILE_TOO_LARGE",
                bag => bag.Seal().Files[BagWriter.Manifest] = HostileBag.Repeat("\n", 60 * Mega)
            ),
            ["a bag-info of line feeds"] = (
                "BAG_TAG_FILE_TOO_LARGE",
                bag => bag.Seal().Files[BagWriter.Info] = HostileBag.Repeat("\n", 60 * Mega)
            ),
            ["very many files"] = ("ZIP_TOO_LARGE", bag => AddFiles(bag, 90_000)),
            ["as many files as may be"] = ("BAG_TAG_FILE_TOO_LARGE", bag => AddFiles(bag, 9_900)),
            ["a journal in one line"] = (
                "SIGNATURE_THRESHOLD",
                bag => Replace(bag, BagLayout.Journal, Arrays(63 * Mega))
            ),
            ["a journal of line feeds"] = ("SIGNATURE_THRESHOLD", bag => Replace(bag, BagLayout.Journal, Feeds())),
            ["a journal of one entry"] = ("SIGNATURE_THRESHOLD", bag => Fill(bag, BagLayout.Journal)),
            ["subledgers of line feeds"] = ("SIGNATURE_THRESHOLD", bag => Replace(bag, BagLayout.Subledgers, Feeds())),
            ["subledgers of one item"] = ("SIGNATURE_THRESHOLD", bag => Fill(bag, BagLayout.Subledgers)),
            ["bank lines in one line"] = (
                "SIGNATURE_THRESHOLD",
                bag => Replace(bag, BagLayout.Bank, Arrays(63 * Mega))
            ),
            ["bank lines of one line"] = ("SIGNATURE_THRESHOLD", bag => Fill(bag, BagLayout.Bank)),
            ["an audit slice of line feeds"] = ("SIGNATURE_THRESHOLD", bag => Replace(bag, BagLayout.Audit, Feeds())),
            ["an audit slice of one entry"] = ("SIGNATURE_THRESHOLD", bag => Fill(bag, BagLayout.Audit)),
            ["a cell of 60 MB"] = (
                "SIGNATURE_THRESHOLD",
                bag => Replace(bag, BagLayout.TrialBalance, HostileBag.Repeat("a", 60 * Mega, "\""))
            ),
            ["a checkpoint of signatures"] = (
                "SIGNATURE_THRESHOLD",
                bag => Replace(bag, BagLayout.Checkpoint, HostileBag.Repeat("— x AAAAAAE=\n", 4 * Mega, "x\n0\nx\n\n"))
            ),
        }
            .Concat(Json())
            .ToDictionary();

    /// <summary>Files that are no bag.</summary>
    public static IReadOnlyDictionary<string, (string Code, Func<byte[]> Make)> EntryProofs { get; } =
        new Dictionary<string, (string, Func<byte[]>)>
        {
            ["60 MB of arrays"] = ("INPUT_TOO_LARGE", () => Arrays(60 * Mega)),
            ["60 MB of path"] = ("INPUT_TOO_LARGE", () => EntryProof(path: Hashes(60 * Mega))),
            ["as large as may be, of arrays"] = ("JSON_INVALID", () => Arrays(5 * Mega)),
            ["as large as may be, of path"] = ("STATEMENT_MALFORMED", () => EntryProof(path: Hashes(5 * Mega - 300))),
            ["as large as may be, of escapes"] = (
                "STATEMENT_MALFORMED",
                () => EntryProof(line: string.Concat(Enumerable.Repeat("\\u0001", 800_000)))
            ),
            ["as large as may be, of payload"] = (
                "STATEMENT_MALFORMED",
                () => EntryProof(Convert.ToBase64String(Arrays(3 * Mega + 500_000)))
            ),
            ["as large as may be, of one member twice"] = (
                "JSON_INVALID",
                () => HostileBag.Repeat("\"a\":0,", 5 * Mega, "{", "\"a\":0}")
            ),
            ["as large as may be, of members"] = ("ENTRY_PROOF_MALFORMED", Members),
        };

    private static IEnumerable<KeyValuePair<string, (string, Action<HostileBag>)>> Json() =>
        from path in new[]
        {
            BagLayout.Certificate,
            BagLayout.Guards,
            BagLayout.Accounts,
            BagLayout.OpeningBalances,
            BagLayout.Policy,
            BagLayout.Consistency,
        }
        from way in new (string Name, Func<byte[]> Content)[]
        {
            ("arrays", () => Arrays(60 * Mega)),
            ("arrays, nearly too many", () => Arrays(3 * Mega)),
            ("members", () => HostileBag.Repeat("\"a\":{},", 4 * Mega, "{", "\"b\":0}")),
            ("escapes", () => HostileBag.Repeat("\\u0001", 4 * Mega, "{\"a\":\"", "\"}")),
        }
        select KeyValuePair.Create(
            $"{path} of {way.Name}",
            ("SIGNATURE_THRESHOLD", (Action<HostileBag>)(bag => Replace(bag, path, way.Content())))
        );

    private static byte[] Members() =>
        Encoding.UTF8.GetBytes($"{{{string.Join(',', Enumerable.Range(0, 400_000).Select(i => $"\"{i}\":0"))}}}");

    private static byte[] Feeds() => HostileBag.Repeat("\n", 63 * Mega);

    private static byte[] Arrays(int bytes) => HostileBag.Repeat("[],", bytes, "{\"a\":[", "[]]}");

    private static string Hashes(int bytes) =>
        string.Join(',', Enumerable.Repeat($"\"{new string('0', 64)}\"", bytes / 67));

    private static byte[] EntryProof(string payload = "AAAA", string line = "{}", string path = "") =>
        Encoding.UTF8.GetBytes(
            $$"""{"envelope":{"payload":"{{payload}}","payloadType":"application/vnd.in-toto+json","signatures":[]}"""
                + $$""","index":0,"line":"{{line}}","path":[{{path}}],"size":1,"type":"{{Proof.Type}}"}"""
        );

    private static void Replace(HostileBag bag, string path, byte[] content)
    {
        bag.Files[path] = content;
        bag.Seal();
    }

    private static void Fill(HostileBag bag, string path) =>
        Replace(bag, path, bag.Files[path].Length == 0 ? Feeds() : bag.Lines(path, 63 * Mega));

    private static void Grow(HostileBag bag, string path, int bytes)
    {
        var lines = new StringBuilder(Encoding.UTF8.GetString(bag.Files[path]));
        for (var i = 0; lines.Length < bytes; i++)
            lines.Append($"{i:x64}  data/{i:x}\n");
        bag.Files[path] = Encoding.UTF8.GetBytes(lines.ToString());
        bag.Tag();
    }

    private static void AddFiles(HostileBag bag, int count)
    {
        for (var i = 0; i < count; i++)
            bag.Files[$"data/{i:x}{new string('x', count > 10_000 ? 1 : 900)}"] = [];
        bag.Seal();
    }

    private static void AddDeepPaths(HostileBag bag)
    {
        for (var i = 0; i < 8_000; i++)
            bag.Files[$"data/{i:x}{string.Concat(Enumerable.Repeat("/b", 500))}"] = [];
        bag.Seal();
    }
}
