using Bookseal.EndToEnd.Tests.Months;
using Bookseal.EndToEnd.Tests.Programs;
using Bookseal.Evidence.Signing;

namespace Bookseal.EndToEnd.Tests.Signing;

/// <summary>What <c>keys check</c> says of good keys, and of each thing that can be wrong with one.</summary>
[Collection(JanuaryStagesGroup.Name)]
public sealed class KeysCheckTests(JanuaryStages january) : IDisposable
{
    private readonly TestCompany _company = january.CopyClosed();

    public void Dispose() => _company.Dispose();

    [Fact]
    public async Task Check_GoodCompany_FindsNothingAndNamesEachKey()
    {
        var checks = (await CheckAsync()).Exits(0);
        Assert.True(checks.Flag("ok"));
        Assert.Equal(["log", "anna", "bert"], Names(checks));
        var anna = CheckOf(checks, "anna");
        Assert.Equal("\"approver\"", $"{anna["role"]}");
        var key = (JsonObject)Assert.Single(((JsonArray)anna["keys"]!).Items);
        Assert.Equal(
            ("\"plain-file\"", "\"here\"", "true", "true"),
            ($"{key["key_store"]}", $"{key["reach"]}", $"{key["enrolled"]}", $"{key["signs"]}")
        );
        Assert.Contains("anna.pem", $"{key["path"]}", StringComparison.Ordinal);

        var told = (await _company.BooksealAsync("keys", "check", _company.Books)).Exits(0);
        Assert.Contains("ok   anna", told.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_KeyFileIsGone_SaysWhereItWasAndWhatToDo()
    {
        File.Delete(KeyFile("anna"));
        var checks = (await CheckAsync()).Exits(2);
        Assert.Equal(["KEY_NOT_FOUND"], CodesOf(checks, "anna"));
        Assert.Empty(CodesOf(checks, "bert"));
        Assert.Empty(CodesOf(checks, "log"));
        Assert.Contains(KeyFile("anna"), checks.Output, StringComparison.Ordinal);
        Assert.Contains("bookseal keys create DIR anna --as bert", checks.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(KeyFile("anna")), "looking made a key");

        // Bert's machine has bert's key: with --as the others' are not missed.
        (await CheckAsync("--as", "bert")).Exits(0);
    }

    [Fact]
    public async Task Check_KeyIsReplacedWithoutEnrolment_IsFoundUntilAnotherEnrolsIt()
    {
        File.WriteAllText(KeyFile("anna"), NewKey());
        var checks = (await CheckAsync()).Exits(2);
        Assert.Equal(["KEY_NOT_ENROLLED"], CodesOf(checks, "anna"));
        (await _company.BooksealAsync("keys", "create", _company.Books, "anna", "--as", "bert")).Exits(0);
        (await CheckAsync()).Exits(0);
    }

    [Fact]
    public async Task Check_EncryptedKey_IsLockedAndOnlyWrongWithAWrongPassphrase()
    {
        string[] rotate = ["keys", "create", _company.Books, "anna", "--rotate", "--as", "bert"];
        var right = WritePassphrase("right");
        (await _company.BooksealAsync([.. rotate, "--passphrase-file", right])).Exits(0);

        var locked = (await CheckAsync()).Exits(0);
        Assert.Equal(["locked", "here"], ReachOf(locked, "anna"));
        var opened = (await CheckAsync("--as", "anna", "--passphrase-file", right)).Exits(0);
        Assert.Equal(["here", "here"], ReachOf(opened, "anna"));
        var wrong = (await CheckAsync("--as", "anna", "--passphrase-file", WritePassphrase("wrong"))).Exits(2);
        Assert.Equal(["unusable", "here"], ReachOf(wrong, "anna"));
        Assert.Equal(["KEY_LOCKED"], CodesOf(wrong, "anna"));
    }

    [Fact]
    public async Task Check_OneKeyForTwo_IsFoundAtBoth()
    {
        File.Copy(KeyFile("bert"), KeyFile("anna"), overwrite: true);
        var checks = (await CheckAsync()).Exits(2);
        Assert.Equal(["KEY_NOT_ENROLLED", "KEY_SHARED"], CodesOf(checks, "anna"));
        Assert.Equal(["KEY_SHARED"], CodesOf(checks, "bert"));
    }

    [Fact]
    public async Task Check_FileThatIsNoKey_IsFound()
    {
        File.WriteAllText(KeyFile("_log"), "nothing");
        Assert.Equal(["KEY_INVALID"], CodesOf((await CheckAsync()).Exits(2), "log"));
    }

    [Fact]
    public async Task Check_OldKeys_AreDueForRotation()
    {
        File.SetLastWriteTimeUtc(KeyFile("anna"), new DateTime(2025, 2, 1, 0, 0, 0, DateTimeKind.Utc));
        File.SetLastWriteTimeUtc(KeyFile("bert"), new DateTime(2025, 3, 10, 0, 0, 0, DateTimeKind.Utc));
        var checks = (await CheckAsync()).Exits(2);
        Assert.Equal(["KEY_ROTATION_DUE"], CodesOf(checks, "anna"));
        Assert.Empty(CodesOf(checks, "bert"));
        Assert.Contains("keys create DIR anna --rotate --as bert", checks.Output, StringComparison.Ordinal);
        (await CheckAsync("--max-age-days", "500")).Exits(0);
        (await CheckAsync("--max-age-days", "0")).Exits(64);
    }

    [Fact]
    public async Task Check_BeforeTheFirstImport_SaysWhoMakesThem()
    {
        using var fresh = new TestCompany();
        var checks = (await fresh.BooksealAsync("keys", "check", fresh.Books, "--json")).Exits(2);
        Assert.Equal(["KEY_NOT_FOUND"], CodesOf(checks, "anna"));
        Assert.False(Directory.Exists(fresh.Data));
    }

    private Task<ProgramResult> CheckAsync(params string[] options) =>
        _company.BooksealAsync(["keys", "check", _company.Books, "--json", .. options]);

    private string KeyFile(string name) => Path.Combine(_company.Data, "keys", "tiny", $"{name}.pem");

    private static string NewKey()
    {
        using var signer = LocalSigner.Generate();
        return signer.ToPem();
    }

    private string WritePassphrase(string passphrase)
    {
        var path = Path.Combine(_company.Folder, $"{passphrase}.txt");
        File.WriteAllText(path, passphrase + "\n");
        return path;
    }

    private static IEnumerable<JsonObject> ChecksOf(ProgramResult result) =>
        ((JsonArray)result.Json["checks"]!).Items.Cast<JsonObject>();

    private static IEnumerable<string> Names(ProgramResult result) =>
        ChecksOf(result).Select(check => Text(check, "name"));

    private static JsonObject CheckOf(ProgramResult result, string name) =>
        ChecksOf(result).Single(check => Text(check, "name") == name);

    private static IEnumerable<string> CodesOf(ProgramResult result, string name) =>
        Texts(CheckOf(result, name), "findings", "code");

    private static IEnumerable<string> ReachOf(ProgramResult result, string name) =>
        Texts(CheckOf(result, name), "keys", "reach");

    private static IEnumerable<string> Texts(JsonObject check, string list, string member) =>
        ((JsonArray)check[list]!).Items.Select(item => Text((JsonObject)item, member));

    private static string Text(JsonObject source, string member) => ((JsonString)source[member]!).Value;
}
