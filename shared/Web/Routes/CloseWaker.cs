using Bookseal.Books.Values;
using Bookseal.Closing.Scheduling;
using Bookseal.Web.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Bookseal.Web.Routes;

/// <summary>
/// Whoever has decided something of a close wakes its driver: on one machine the process's own, in the cloud the
/// durable orchestration, which the host passes with the request.
/// </summary>
internal static class CloseWaker
{
    public static Task WakeAsync(HttpContext context, Principal who, PeriodCode period, CancellationToken cancel)
    {
        var scheduler =
            context.Features.Get<ICloseScheduler>() ?? context.RequestServices.GetRequiredService<ICloseScheduler>();
        return scheduler.WakeAsync(CloseAddress.Of(who.Tenant, period), cancel);
    }
}
