using System.Reflection;
using Bookseal.Storage;
using Bookseal.Storage.Resilience;

namespace Bookseal.Web.Tests;

/// <summary>A store that is only asked whether it is there.</summary>
internal sealed class TestStore
{
    /// <summary>What comes of a look at an object.</summary>
    public Func<Task<Result<ObjectInfo>>> OnInfo { get; init; } =
        () => Task.FromResult<Result<ObjectInfo>>(new Fault(StoreCode.NotFound, "there is no such object"));

    public Backend Backend =>
        new(Stub<IObjectStore>(OnInfo), Stub<ITableStore>(() => Task.FromResult<TableRow?>(null)));

    private static T Stub<T>(Func<Task> answer)
        where T : class
    {
        var stub = DispatchProxy.Create<T, AnswerProxy>();
        ((AnswerProxy)(object)stub).Answer = answer;
        return stub;
    }
}
