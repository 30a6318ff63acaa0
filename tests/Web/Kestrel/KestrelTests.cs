using Bookseal.Web.Tests.Api;

namespace Bookseal.Web.Tests.Kestrel;

public sealed class KestrelIdentityTests(KestrelHost host) : IdentityContract(host), IClassFixture<KestrelHost>;
