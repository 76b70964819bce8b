//! Lambert azimuthal equal-area projection of the sphere, both ways.
//!
//! The formulas are those of J. P. Snyder, *Map Projections: A Working Manual* (U.S. Geological Survey
//! Professional Paper 1395, 1987), section 24. Its worked example is a test.

/// Radius of the sphere that has the Earth's area, km.
pub const EARTH: f64 = 6371.0072;

/// The projection about one point, which it keeps true; areas are true everywhere.
#[derive(Debug, Clone, Copy)]
pub struct Azimuthal {
    /// Longitude of the centre, degrees east.
    pub lon: f64,
    /// Latitude of the centre, degrees north.
    pub lat: f64,
}

impl Azimuthal {
    /// Where a point of the sphere (longitude, latitude in degrees) falls on a sphere of radius 1; y runs north.
    /// The farther round the sphere, the less its shape means; the point opposite the centre is no number.
    pub fn forward(self, [lon, lat]: [f64; 2]) -> [f64; 2] {
        let (sin0, cos0) = self.lat.to_radians().sin_cos();
        let (sin, cos) = lat.to_radians().sin_cos();
        let (sin_lon, cos_lon) = (lon - self.lon).to_radians().sin_cos();
        // Equation 24-2, then 22-4 and 22-5.
        let k = (2.0 / (1.0 + sin0 * sin + cos0 * cos * cos_lon)).sqrt();
        [k * cos * sin_lon, k * (cos0 * sin - sin0 * cos * cos_lon)]
    }

    /// Which point of the sphere (longitude, latitude in degrees) falls here, on a sphere of radius 1.
    pub fn inverse(self, [x, y]: [f64; 2]) -> [f64; 2] {
        let (sin0, cos0) = self.lat.to_radians().sin_cos();
        let rho = x.hypot(y);
        if rho == 0.0 {
            return [self.lon, self.lat];
        }
        // Equation 24-16, then 20-14 and 20-15.
        let (sin_c, cos_c) = (2.0 * (rho / 2.0).min(1.0).asin()).sin_cos();
        let lat = (cos_c * sin0 + y * sin_c * cos0 / rho).clamp(-1.0, 1.0).asin();
        let lon = (x * sin_c).atan2(rho * cos0 * cos_c - y * sin0 * sin_c);
        [self.lon + lon.to_degrees(), lat.to_degrees()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: [f64; 2], b: [f64; 2], by: f64) {
        assert!((a[0] - b[0]).abs() < by && (a[1] - b[1]).abs() < by, "{a:?} is not {b:?}");
    }

    /// Snyder 1987, numerical examples, p. 332: R = 3, centre 40° N 100° W, point 20° S 100° E.
    #[test]
    fn the_published_example_comes_out() {
        let about = Azimuthal { lon: -100.0, lat: 40.0 };
        let [x, y] = about.forward([100.0, -20.0]);
        near([3.0 * x, 3.0 * y], [-4.233_930_3, 4.025_777_5], 1e-7);
        let back = about.inverse([x, y]);
        near([back[0].rem_euclid(360.0), back[1]], [100.0, -20.0], 1e-9);
    }

    /// About a point of the equator some points are known without the formulas: along the equator and to the pole
    /// the chord 2 sin(c/2), and the middle of the bounding meridian.
    #[test]
    fn points_known_from_geometry_come_out() {
        let equator = Azimuthal { lon: 0.0, lat: 0.0 };
        let root = std::f64::consts::SQRT_2;
        for (lon, lat, x, y) in [
            (10.0, 0.0, 0.174_311_485, 0.0),
            (90.0, 0.0, root, 0.0),
            (0.0, 90.0, 0.0, root),
            (90.0, 45.0, 1.0, 1.0),
        ] {
            near(equator.forward([lon, lat]), [x, y], 1e-9);
        }
    }

    #[test]
    fn the_way_back_leads_back() {
        let about = Azimuthal { lon: 85.0, lat: 48.0 };
        for lon in (-10..=180).step_by(10) {
            for lat in (0..=80).step_by(10) {
                let point = [f64::from(lon), f64::from(lat)];
                near(about.inverse(about.forward(point)), point, 1e-9);
            }
        }
        assert_eq!(about.inverse([0.0, 0.0]), [85.0, 48.0]);
    }

    /// What the projection is chosen for: one square degree has the area here that it has on the sphere.
    #[test]
    fn areas_are_true() {
        let about = Azimuthal { lon: 85.0, lat: 48.0 };
        for (lon, lat) in [(5.0, 45.0), (85.0, 48.0), (120.0, 60.0), (140.0, 36.0)] {
            let step = 0.01;
            let at = |dx: f64, dy: f64| about.forward([lon + dx, lat + dy]);
            let (o, a, b) = (at(0.0, 0.0), at(step, 0.0), at(0.0, step));
            let area = (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
            let rad = step.to_radians();
            let true_area = rad * ((lat + step).to_radians().sin() - f64::to_radians(lat).sin());
            assert!((area / true_area - 1.0).abs() < 1e-3, "{lon} {lat}: {}", area / true_area);
        }
    }
}
