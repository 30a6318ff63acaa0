using Bookseal.Books.Values;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Import.Tests;

/// <summary>checklist.json beside the sample's books.</summary>
public sealed class ChecklistTests
{
    [Theory]
    [InlineData(
        """{"tasks":[{"number":22,"name":"A"},{"number":22,"name":"B"}]}""",
        "task 22 stands twice in one list"
    )]
    [InlineData("""{"remove":[13,13]}""", "task 13 stands twice in one list")]
    [InlineData("""{"order":[3,2,3]}""", "task 3 stands twice in one list")]
    [InlineData("""{"tasks":[{"number":22,"name":"A"}],"order":[22,1]}""", null)]
    public void Read_ANumberTwice_IsAFault(string checklist, string? message)
    {
        var files = Repository.ReadFolder("samples/harbor-supply").ToDictionary();
        files[BooksFiles.Checklist] = System.Text.Encoding.UTF8.GetBytes(checklist);
        var faults = new ImportFaults();
        BooksReader.Read(files, PersonId.Parse("nora.quist").Value, faults);
        Assert.Equal(
            message is null ? [] : [$"checklist.json:1:1: CHECKLIST_INVALID: {message}"],
            faults.Faults.Select(fault => fault.ToString())
        );
    }
}
